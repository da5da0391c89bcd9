package dev.elbo.report.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RangeTest {
    @Test
    void the_first_epochs_of_a_loss_do_not_squash_the_rest() {
        double[] loss = IntStream.range(0, 100)
                .mapToDouble(i -> 90 + 10 * Math.exp(-i / 30.0) + 900 * Math.exp(-i))
                .toArray();
        Range view = Range.robust(loss);
        assertThat(view.max()).isLessThan(150);
        assertThat(view.min()).isEqualTo(Range.of(loss).min());
    }

    @Test
    void a_curve_that_grows_from_nothing_is_shown_in_full() {
        double[] kl = IntStream.range(0, 100)
                .mapToDouble(i -> 25 * (1 - Math.exp(-i / 5.0)))
                .toArray();
        assertThat(Range.robust(kl)).isEqualTo(Range.of(kl));
    }

    @Test
    void at_most_a_few_values_are_left_out() {
        double[] halfAndHalf = IntStream.range(0, 100)
                .mapToDouble(i -> i < 20 ? 1000 : 1 + i * 1e-3)
                .toArray();
        assertThat(Range.robust(halfAndHalf)).isEqualTo(Range.of(halfAndHalf));
    }

    @Test
    void the_last_value_is_always_in_view() {
        double[] diverging =
                IntStream.range(0, 100).mapToDouble(i -> i == 99 ? 1e6 : i % 10).toArray();
        assertThat(Range.robust(diverging).contains(1e6)).isTrue();
    }

    @Test
    void short_constant_and_empty_curves_keep_their_range() {
        assertThat(Range.robust(1, 2, 1000)).isEqualTo(new Range(1, 1000));
        assertThat(Range.robust(new double[30])).isEqualTo(new Range(0, 0));
        assertThat(Range.robust().isEmpty()).isTrue();
        assertThat(Range.robust(Double.NaN, Double.POSITIVE_INFINITY).isEmpty()).isTrue();
    }

    @Test
    void padding_gives_room_to_a_single_value_and_to_nothing() {
        assertThat(new Range(50, 50).padded(0.05)).isEqualTo(new Range(45, 55));
        assertThat(new Range(0, 0).padded(0.05)).isEqualTo(new Range(-1, 1));
        assertThat(Range.EMPTY.padded(0.05)).isEqualTo(new Range(0, 1));
        assertThat(Range.EMPTY.paddedInLog(0.05)).isEqualTo(new Range(1, 10));
        assertThat(new Range(5, 5).paddedInLog(0.05)).isEqualTo(new Range(2.5, 10));
    }
}
