package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CircularCorrelationTest {
    private static double[] angles(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(count, -Math.PI, Math.PI).toArray();
    }

    @Test
    void it_agrees_with_the_sum_over_pairs() {
        double[] a = angles(40, 1);
        double[] b = Arrays.stream(a).map(x -> x + 0.8 * Math.sin(x) + 0.2).toArray();
        double product = 0;
        double ofA = 0;
        double ofB = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                product += Math.sin(a[i] - a[j]) * Math.sin(b[i] - b[j]);
                ofA += Math.pow(Math.sin(a[i] - a[j]), 2);
                ofB += Math.pow(Math.sin(b[i] - b[j]), 2);
            }
        }
        assertThat(CircularCorrelation.of(a, b)).isCloseTo(product / Math.sqrt(ofA * ofB), within(1e-12));
    }

    @Test
    void rotations_give_1_reflections_minus_1_and_independent_angles_about_0() {
        double[] a = angles(2000, 2);
        assertThat(CircularCorrelation.of(a, Arrays.stream(a).map(x -> x + 2).toArray()))
                .isCloseTo(1, within(1e-12));
        assertThat(CircularCorrelation.of(a, Arrays.stream(a).map(x -> 1 - x).toArray()))
                .isCloseTo(-1, within(1e-12));
        assertThat(CircularCorrelation.of(a, angles(2000, 3))).isCloseTo(0, within(0.01));
        assertThat(CircularCorrelation.of(a, Arrays.stream(a).map(x -> 2 * x).toArray()))
                .isCloseTo(0, within(0.01));
    }

    @Test
    void two_angles_are_enough() {
        assertThat(CircularCorrelation.of(new double[] {0, 1}, new double[] {2, 2.5}))
                .isCloseTo(1, within(1e-12));
        assertThatIllegalArgumentException().isThrownBy(() -> CircularCorrelation.of(new double[1], new double[1]));
    }

    @Test
    void samples_must_have_equal_size() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CircularCorrelation.of(new double[3], new double[2]))
                .withMessage("expected two samples of equal size with at least two angles, got 3 and 2");
    }
}
