package dev.elbo.report.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.5, 0.5",
        "-83.123456, −83.12",
        "558.2, 558.2",
        "123456, '123,456'",
        "1.5e9, 1.50×10⁹",
        "2.5e-7, 2.50×10⁻⁷"
    })
    void a_number_keeps_about_four_digits(double value, String text) {
        assertThat(Numbers.compact(value)).isEqualTo(text);
    }

    @Test
    void zero_has_no_sign() {
        assertThat(Numbers.plain(-0.0001, 2)).isEqualTo("0.00");
    }

    @ParameterizedTest
    @CsvSource({"1000, 3", "999.9999999999, 3", "0.001, -3", "5, 0", "-20, 1"})
    void the_exponent_is_that_of_the_leading_digit(double value, int exponent) {
        assertThat(Numbers.exponent(value)).isEqualTo(exponent);
    }
}
