package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramPairTest {
    private static HistogramPair pair(double[] first, double[] second) {
        return new HistogramPair("column", "", "test rows", first, "samples", second, 4);
    }

    @Test
    void samples_of_different_size_are_compared_by_their_shares_in_the_same_bins() {
        double[] few = {0, 1, 2, 4};
        double[] many =
                IntStream.range(0, 40).mapToDouble(i -> few[i % few.length]).toArray();
        HistogramPair pair = pair(few, many);
        assertThat(pair.shares(few)).containsExactly(0.25, 0.25, 0.25, 0.25);
        assertThat(pair.shares(many)).containsExactly(pair.shares(few), within(1e-12));
        assertThat(Svg.of(pair).texts()).contains("test rows", "samples");
    }

    @Test
    void one_far_out_value_does_not_squeeze_the_rest_and_is_counted() {
        double[] values = IntStream.range(0, 100).mapToDouble(i -> i % 10).toArray();
        double[] far = values.clone();
        far[99] = 1e9;
        HistogramPair pair = pair(values, far);
        assertThat(Arrays.stream(pair.shares(values)).max().orElseThrow()).isLessThan(0.5);
        assertThat(Svg.of(pair).texts().stream().reduce("", (a, b) -> a + " " + b))
                .contains("0 of 100 and 1 of 100 values.");
    }

    @Test
    void constants_and_nothing_at_all_still_make_a_picture() {
        assertThat(pair(new double[] {5, 5}, new double[] {5}).svg()).doesNotContain("NaN");
        assertThat(pair(new double[0], new double[] {Double.NaN}).svg()).doesNotContain("NaN");
    }
}
