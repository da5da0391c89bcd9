package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LikelihoodTailTest {
    @Test
    void a_symmetric_distribution_has_no_tail() {
        LikelihoodTail tail = LikelihoodTail.of(
                IntStream.rangeClosed(-100, 100).mapToDouble(i -> -50 + i).toArray());
        assertThat(tail.median()).isEqualTo(50);
        assertThat(tail.percentile99()).isEqualTo(148);
        assertThat(tail.skewness()).isCloseTo(0, within(1e-12));
        assertThat(tail.excess()).isCloseTo(1, within(1e-12));
    }

    @Test
    void an_exponential_upper_tail_has_the_skewness_of_the_exponential_distribution() {
        int rows = 200_000;
        double[] nats = IntStream.range(0, rows)
                .mapToDouble(i -> Math.log1p(-(i + 0.5) / rows)) // −(−log(1 − u)): improbable rows lie low
                .toArray();
        LikelihoodTail tail = LikelihoodTail.of(nats);
        assertThat(tail.skewness()).isCloseTo(2, within(0.01));
        assertThat(tail.excess())
                .isCloseTo((Math.log(100) - Math.log(2)) / (Math.log(2) + Math.log(0.99)), within(0.01));
    }
}
