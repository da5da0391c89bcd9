package dev.elbo.data.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTextTest {
    @Test
    void cells_are_quoted_where_necessary() {
        String text = CsvText.of(List.of("a,b", "c"), List.of(List.of("Smith, \"9\"", "two\nlines"), List.of("", "x")));
        assertThat(text).isEqualTo("\"a,b\",c\n\"Smith, \"\"9\"\"\",\"two\nlines\"\n,x\n");
    }

    @Test
    void no_text_is_a_formula_and_numbers_stay_numbers() {
        String text = CsvText.of(
                List.of("=cmd|x", "-1.5", "-x"),
                List.of(List.of("+1", "@SUM(A1)", "-Infinity"), List.of("-2e-5", "+a", "\ttab")));
        assertThat(text).isEqualTo("'=cmd|x,-1.5,'-x\n+1,'@SUM(A1),-Infinity\n-2e-5,'+a,'\ttab\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1700001023, 1700001023",
        "4.87E-8, 0.0000000487",
        "0.1, 0.1",
        "-0.0, -0",
        "0, 0",
        "100000, 100000",
        "1E300, 1E300",
        "1.5E-30, 1.5E-30",
        "2.2E-300, 2.2E-300",
        "4500000000000001, 4500000000000001",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void numbers_are_written_plainly(double value, String text) {
        assertThat(PlainNumbers.text(value)).isEqualTo(text);
    }

    @Test
    void every_number_reads_back() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            float single = Float.intBitsToFloat(random.nextInt());
            double twice = Double.longBitsToDouble(random.nextLong());
            if (Float.isNaN(single) || Double.isNaN(twice)) {
                continue;
            }
            assertThat(Float.parseFloat(PlainNumbers.text(single))).isEqualTo(single);
            assertThat(Double.parseDouble(PlainNumbers.text(twice))).isEqualTo(twice);
            assertThat(PlainNumbers.text(single).length()).isLessThanOrEqualTo(30);
        }
    }

    @Test
    void the_shortest_text_is_found_where_the_runtime_does_not() {
        assertThat(PlainNumbers.text(2.0E-3f)).isEqualTo("0.002");
        assertThat(PlainNumbers.text(1.0E23)).isEqualTo("1E23");
        assertThat(PlainNumbers.text(2.0E-44f)).isEqualTo("2E-44");
    }

    @Test
    void digits_below_the_resolution_are_left_out() {
        assertThat(PlainNumbers.text(1700001073.294851234, 1e-4)).isEqualTo("1700001073.2949");
        assertThat(PlainNumbers.text(173.650009155, 1e-5)).isEqualTo("173.65001");
        assertThat(PlainNumbers.text(5182859.3, 100)).isEqualTo("5182900");
        assertThat(PlainNumbers.text(-1e-9, 1e-5)).isEqualTo("0");
    }
}
