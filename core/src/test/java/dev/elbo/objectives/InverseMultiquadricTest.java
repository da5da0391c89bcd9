package dev.elbo.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.samplequality.DistanceKernel;
import dev.elbo.samplequality.MaximumMeanDiscrepancy;
import dev.elbo.samplequality.Points;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.Gradients;
import dev.elbo.testing.InScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the estimate of sample quality, which is computed pair by pair in double precision. */
@ExtendWith(InScope.class)
class InverseMultiquadricTest {

    @ParameterizedTest
    @CsvSource({"2, 1, 0", "9, 3, 0", "40, 16, 0.7", "101, 2, 3"})
    void it_is_the_unbiased_estimate_with_the_published_kernel(int rows, int width, double shift) {
        Tensor a = Rng.ofSeed(1).normal(rows, width).plus(shift);
        Tensor b = Rng.ofSeed(2).normal(rows, width);
        double expected = MaximumMeanDiscrepancy.of(
                        new Points(a.toFloats(), width),
                        new Points(b.toFloats(), width),
                        DistanceKernel.InverseMultiquadric.ofManyScales(width, 1),
                        1,
                        Rng.ofSeed(3))
                .squared();
        assertThat(InverseMultiquadric.discrepancy(a, b).item()).isCloseTo(expected, within(2e-5));
    }

    @Test
    void its_gradient_is_that_of_central_differences() {
        double[] latents = {0.3, -1.2, 2, 0.1, 0.5, 0.5, -0.7, 1.4};
        Gradients.assertMatch(
                flat -> InverseMultiquadric.discrepancy(
                        flat.reshape(4, 2), Tensors.of(new double[] {1, 0, -1, 0.2, 0.3, 0.9, -0.4, -2}, 4, 2)),
                latents);
    }

    @Test
    void the_estimate_is_right_on_average_and_zero_for_single_points() {
        double sum = 0;
        int repeats = 400;
        double squares = 0;
        for (int i = 0; i < repeats; i++) {
            Tensor a = Rng.ofSeed(2L * i).normal(10, 3);
            Tensor b = Rng.ofSeed(2L * i + 1).normal(10, 3);
            double value = InverseMultiquadric.discrepancy(a, b).item();
            sum += value / repeats;
            squares += value * value / repeats;
        }
        double standardError = Math.sqrt(squares / repeats);
        assertThat(sum).as("equal distributions").isCloseTo(0, within(4 * standardError));
        assertThat(InverseMultiquadric.discrepancy(Tensors.zeros(1, 3), Tensors.full(5, 1, 3))
                        .item())
                .isZero();
    }

    @Test
    void several_samples_of_each_row_give_the_mean_of_their_estimates() {
        Tensor z = Rng.ofSeed(7).normal(2, 6, 3);
        ElboTerms terms = new ElboTerms(
                        Tensors.zeros(2, 6),
                        new dev.elbo.distributions.StandardNormal(3),
                        new dev.elbo.distributions.StandardNormal(3),
                        z)
                .withPriorStream(Rng.ofSeed(8));
        Tensor prior = Rng.ofSeed(8).normal(12, 1, 3).squeeze(1);
        double first = InverseMultiquadric.discrepancy(z.select(0, 0), prior.narrow(0, 0, 6))
                .item();
        double second = InverseMultiquadric.discrepancy(z.select(0, 1), prior.narrow(0, 6, 6))
                .item();
        assertThat(terms.discrepancy().item()).isCloseTo((first + second) / 2, within(1e-6));
    }
}
