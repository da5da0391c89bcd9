package dev.elbo.data.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Dataset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CircleTest {
    private static final Dataset CIRCLE = Circle.generate(Circle.ROWS, Circle.SEED);

    @Test
    void the_angles_come_from_three_distributions_on_the_circle() {
        double[] angles = Circle.angles();
        double[] cosines = new double[3];
        int[] counts = new int[3];
        for (int row = 0; row < angles.length; row++) {
            int label = CIRCLE.label(row);
            counts[label]++;
            cosines[label] += Math.cos(angles[row] - 2 * Math.PI * label / 3);
        }
        for (int label = 0; label < 3; label++) {
            assertThat(counts[label]).isBetween(900, 1100); // 1000 ± 26
            // A_2(5) = 0.893383, the standard deviation of a cosine below 0.12
            assertThat(cosines[label] / counts[label]).isCloseTo(0.893383, within(0.016));
        }
    }

    /** Rows of nearly the same angle differ by little more than the noise; opposite ones by much more. */
    @Test
    void a_row_is_a_smooth_function_of_its_angle_and_noise() {
        double[] angles = Circle.angles();
        double near = 0;
        double far = 0;
        int nearCount = 0;
        int farCount = 0;
        for (int a = 0; a < 300; a++) {
            for (int b = a + 1; b < 300; b++) {
                double apart = Math.abs(Math.IEEEremainder(angles[a] - angles[b], 2 * Math.PI));
                double square = 0;
                for (int d = 0; d < 100; d++) {
                    square += Math.pow(CIRCLE.raw(a, d) - CIRCLE.raw(b, d), 2) / 100;
                }
                if (apart < 0.01) {
                    near += square;
                    nearCount++;
                } else if (apart > 3) {
                    far += square;
                    farCount++;
                }
            }
        }
        assertThat(near / nearCount).isCloseTo(2 * Circle.NOISE * Circle.NOISE, within(0.002));
        assertThat(far / farCount).isGreaterThan(0.5);
    }

    @Test
    void it_is_reproducible_and_split_in_tenths() {
        assertThat(Circle.generate(Circle.ROWS, Circle.SEED).sha256()).isEqualTo(CIRCLE.sha256());
        assertThat(Circle.generate(Circle.ROWS, 2).sha256()).isNotEqualTo(CIRCLE.sha256());
        assertThat(Circle.angles()).hasSize(3000);
        assertThat(Arrays.stream(Circle.angles()).map(Math::abs).max().orElse(9))
                .isLessThanOrEqualTo(Math.PI);
        assertThat(CIRCLE.officialSplit().orElseThrow().test()).hasSize(300).endsWith(2999);
    }
}
