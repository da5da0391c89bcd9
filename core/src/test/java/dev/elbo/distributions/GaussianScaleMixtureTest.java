package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class GaussianScaleMixtureTest {
    private static final double[] MEAN = {0.3, -0.2};
    private static final double[] LOG_STD_DEVS = {-1.5, -0.4, 0.2};

    private static GaussianScaleMixture distribution() {
        return new GaussianScaleMixture(Tensors.of(MEAN, 1, 2), Tensors.of(LOG_STD_DEVS, 3));
    }

    @Test
    void it_integrates_to_one_over_the_plane() {
        int side = 601; // smooth and gone at the edge: the trapezoidal rule is exact to rounding
        double[] points = new double[side * side * 2];
        double step = 24.0 / (side - 1);
        for (int i = 0; i < side * side; i++) {
            points[2 * i] = -12 + step * (i / side);
            points[2 * i + 1] = -12 + step * (i % side);
        }
        double sum = distribution()
                        .logProb(Tensors.of(points, (long) side * side, 2))
                        .exp()
                        .sumAll()
                        .item()
                * step
                * step;
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    @Test
    void it_is_the_average_of_its_gaussians() {
        Tensor x = Tensors.of(new double[] {1.1, -0.9}, 1, 2);
        double expected = 0;
        for (double logStdDev : LOG_STD_DEVS) {
            double variance = Math.exp(2 * logStdDev);
            double squared = Math.pow(1.1 - MEAN[0], 2) + Math.pow(-0.9 - MEAN[1], 2);
            expected += Math.exp(-squared / 2 / variance) / (2 * Math.PI * variance) / 3;
        }
        assertThat(distribution().logProb(x).exp().item()).isCloseTo(expected, within(1e-14));
    }

    @Test
    void all_coordinates_of_a_draw_share_its_standard_deviation() {
        // E x²y² of a scale mixture is E σ⁴, above (E σ²)² = E x² E y²
        int samples = 100_000;
        GaussianScaleMixture distribution =
                new GaussianScaleMixture(Tensors.zeros(1, 2), Tensors.of(new float[] {-1.5f, -0.4f, 0.2f}, 3));
        Tensor squares = distribution.rsample(Rng.ofSeed(2), samples).square();
        Tensor products = squares.select(-1, 0).times(squares.select(-1, 1));
        double mean = products.meanAll().item();
        double error = Math.sqrt((products.square().meanAll().item() - mean * mean) / samples);
        double expected = (Math.exp(-6) + Math.exp(-1.6) + Math.exp(0.8)) / 3;
        assertThat(mean).isCloseTo(expected, within(5 * error));
    }

    @Test
    void several_rows_have_draws_about_their_own_means() {
        GaussianScaleMixture rows = new GaussianScaleMixture(
                Tensors.of(new float[] {-50, 0, 50}, 3, 1), Tensors.of(new float[] {-1.5f, 0.2f}, 2));
        float[] draws = rows.rsample(Rng.ofSeed(2), 4).toFloats();
        assertThat(draws).hasSize(12);
        for (int i = 0; i < draws.length; i++) {
            assertThat(draws[i]).isCloseTo(50f * (i % 3 - 1), within(10f));
        }
    }
}
