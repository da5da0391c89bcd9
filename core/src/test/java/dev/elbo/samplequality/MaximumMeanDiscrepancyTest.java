package dev.elbo.samplequality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Rng;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaximumMeanDiscrepancyTest {
    private static final Rng RNG = Rng.ofSeed(1);

    private static double kernel(Points a, int i, Points b, int j, DistanceKernel kernel) {
        double squares = 0;
        for (int d = 0; d < a.width(); d++) {
            double difference = a.values()[i * a.width() + d] - (double) b.values()[j * b.width() + d];
            squares += difference * difference;
        }
        return kernel.at(squares);
    }

    private static double meanKernel(Points a, Points b, boolean same, DistanceKernel kernel) {
        double sum = 0;
        for (int i = 0; i < a.count(); i++) {
            for (int j = 0; j < b.count(); j++) {
                sum += same && i == j ? 0 : kernel(a, i, b, j, kernel);
            }
        }
        return sum / (a.count() * (double) (same ? a.count() - 1 : b.count()));
    }

    private static double byDefinition(Points a, Points b, DistanceKernel kernel) {
        return meanKernel(a, a, true, kernel) + meanKernel(b, b, true, kernel) - 2 * meanKernel(a, b, false, kernel);
    }

    @Test
    void the_estimate_agrees_with_its_definition() {
        for (int width : new int[] {1, 4, 7}) {
            Points a = Clouds.normal(37, width, 0, 1, 3);
            Points b = Clouds.normal(21, width, 0.4, 1.3, 4); // neither a multiple of a block nor of four
            for (DistanceKernel kernel : List.of(
                    DistanceKernel.InverseMultiquadric.of(width, 1),
                    DistanceKernel.InverseMultiquadric.ofManyScales(width, 1),
                    DistanceKernel.Rbf.medianHeuristic(a, b))) {
                assertThat(MaximumMeanDiscrepancy.of(a, b, kernel, 5, RNG).squared())
                        .as(kernel.name())
                        .isCloseTo(byDefinition(a, b, kernel), within(1e-12));
            }
        }
    }

    @Test
    void kernels_agree_with_their_formulas() {
        assertThat(DistanceKernel.InverseMultiquadric.of(3, 2).at(4)).isEqualTo(12.0 / 16);
        assertThat(DistanceKernel.InverseMultiquadric.ofManyScales(3, 2).at(0)).isEqualTo(7);
        assertThat(new DistanceKernel.Rbf(2).at(8)).isCloseTo(Math.exp(-1), within(1e-15));
        assertThat(DistanceKernel.Rbf.medianHeuristic(Clouds.onLine(0), Clouds.onLine(1, 4)))
                .isEqualTo(new DistanceKernel.Rbf(3)); // of 1, 3 and 4
    }

    @Test
    void for_equal_distributions_the_estimate_averages_zero_and_the_p_value_is_uniform() {
        int repeats = 200;
        DistanceKernel kernel = DistanceKernel.InverseMultiquadric.of(3, 1);
        double[] estimates = new double[repeats];
        double[] pValues = new double[repeats];
        for (int repeat = 0; repeat < repeats; repeat++) {
            Points a = Clouds.normal(25, 3, 0, 1, 2 * repeat);
            Points b = Clouds.normal(30, 3, 0, 1, 2 * repeat + 1);
            MaximumMeanDiscrepancy mmd = MaximumMeanDiscrepancy.of(a, b, kernel, 99, RNG.child("repeat", repeat));
            estimates[repeat] = mmd.squared();
            pValues[repeat] = mmd.pValue();
        }
        double mean = Arrays.stream(estimates).average().orElseThrow();
        double deviation = Math.sqrt(
                Arrays.stream(estimates).map(e -> (e - mean) * (e - mean)).sum() / (repeats - 1));
        assertThat(mean).isCloseTo(0, within(3.5 * deviation / Math.sqrt(repeats)));
        Arrays.sort(pValues);
        double distance = 0; // Kolmogorov-Smirnov: 1.63 / √n at one per cent, plus steps of 0.01
        for (int i = 0; i < repeats; i++) {
            distance = Math.max(distance, Math.abs(pValues[i] - (i + 0.5) / repeats));
        }
        assertThat(distance).isLessThan(1.63 / Math.sqrt(repeats) + 0.01);
    }

    @Test
    void different_distributions_are_distinguished_and_the_seed_reproduces_the_result() {
        Points a = Clouds.normal(100, 2, 0, 1, 1);
        Points b = Clouds.normal(100, 2, 1, 1, 2);
        DistanceKernel kernel = DistanceKernel.InverseMultiquadric.of(2, 1);
        MaximumMeanDiscrepancy mmd = MaximumMeanDiscrepancy.of(a, b, kernel, 99, RNG);
        assertThat(mmd.pValue()).isEqualTo(0.01);
        assertThat(mmd).isEqualTo(MaximumMeanDiscrepancy.of(a, b, kernel, 99, RNG));
    }

    @Test
    void points_of_different_widths_are_rejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Points(new float[5], 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximumMeanDiscrepancy.of(
                        Clouds.onLine(1, 2), Clouds.normal(3, 2, 0, 1, 1), new DistanceKernel.Rbf(1), 9, RNG))
                .withMessage("points of 1 and of 2 coordinates cannot be compared");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximumMeanDiscrepancy.of(
                        Clouds.onLine(1), Clouds.onLine(1, 2), new DistanceKernel.Rbf(1), 9, RNG));
    }
}
