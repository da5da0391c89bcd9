package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(InScope.class)
class GaussianMixtureTest {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    @ParameterizedTest
    @CsvSource({"0, 1", "10, 1", "1000, 1", "10000, 1", "-30000, 5", "0, 300"})
    void it_equals_the_double_loop_over_components_wherever_they_lie(double offset, double spread) {
        int k = 7;
        int event = 5;
        int rows = 20;
        SplittableRandom random = new SplittableRandom(3);
        float[] mean = new float[k * event];
        float[] logVar = new float[k * event];
        float[] z = new float[rows * event];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (offset + spread * (2 * random.nextDouble() - 1));
            logVar[i] = (float) (6 * random.nextDouble() - 4);
        }
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) (offset + spread * (2 * random.nextDouble() - 1));
        }
        double[] logWeights = {-1.5, -2.5, -0.9, -3, -2, -2.2, -4};
        GaussianMixture mixture = new GaussianMixture(
                new DiagonalGaussian(Tensors.of(mean, k, event), Tensors.of(logVar, k, event)),
                Tensors.of(logWeights, k));

        double[] joint = mixture.componentLogProbs(Tensors.of(z, rows, event)).toDoubles();
        float[] logProb = mixture.logProb(Tensors.of(z, rows, event)).toFloats();
        for (int row = 0; row < rows; row++) {
            double[] expected = new double[k];
            for (int c = 0; c < k; c++) {
                expected[c] = logWeights[c];
                for (int d = 0; d < event; d++) {
                    double difference = (double) z[row * event + d] - mean[c * event + d];
                    double v = logVar[c * event + d];
                    expected[c] -= 0.5 * (LOG_2PI + v + difference * difference * Math.exp(-v));
                }
                // squares of centred coordinates (below 2 spread) over the smallest variance cancel to the distance
                double bound = 20 * 0x1p-53 * event * 4 * spread * spread * Math.exp(4);
                assertThat(joint[row * k + c]).isCloseTo(expected[c], within(bound + 1e-12));
            }
            double total = logSumExp(expected);
            assertThat((double) logProb[row]).isCloseTo(total, within(0x1p-23 * Math.abs(total) + 1e-12));
        }
    }

    private static double logSumExp(double[] terms) {
        double max = java.util.Arrays.stream(terms).max().orElseThrow();
        double sum = 0;
        for (double term : terms) {
            sum += Math.exp(term - max);
        }
        return max + Math.log(sum);
    }

    @Test
    void one_component_is_that_gaussian() {
        DiagonalGaussian gaussian =
                new DiagonalGaussian(Tensors.of(new double[] {3, -1}, 1, 2), Tensors.of(new double[] {-2, 0.5}, 1, 2));
        GaussianMixture mixture = GaussianMixture.uniform(gaussian);
        Tensor z = Tensors.of(new double[] {3, -1, 0, 0, 5, 5}, 3, 2);
        assertThat(mixture.logProb(z).toDoubles())
                .containsExactly(gaussian.logProb(z).toDoubles(), within(1e-12));
        assertThat(mixture.size()).isEqualTo(1);
    }

    @Test
    void equal_weights_are_one_over_k() {
        GaussianMixture mixture =
                GaussianMixture.uniform(new DiagonalGaussian(Tensors.zeros(8, 2), Tensors.zeros(8, 2)));
        assertThat(mixture.logWeights().exp().toDoubles()).containsOnly(0.125);
        assertThat(mixture.logProb(Tensors.zeros(1, 2)).item()).isCloseTo(-LOG_2PI, within(1e-6));
    }

    @Test
    void it_integrates_to_one_on_a_line_and_on_a_plane() {
        GaussianMixture line = new GaussianMixture(
                new DiagonalGaussian(
                        Tensors.of(new double[] {-2, 1.5}, 2, 1), Tensors.of(new double[] {-1, 0.4}, 2, 1)),
                Tensors.of(new double[] {Math.log(0.3), Math.log(0.7)}, 2));
        // the trapezium rule is exact to rounding for such smooth, fading functions; the ends are 8 deviations away
        assertThat(integral(line, 1, 400, -14, 14)).isCloseTo(1, within(1e-12));
        GaussianMixture plane = new GaussianMixture(
                new DiagonalGaussian(
                        Tensors.of(new double[] {-2, 1, 1.5, -0.5}, 2, 2),
                        Tensors.of(new double[] {-1, 0.4, 0.2, -0.3}, 2, 2)),
                Tensors.of(new double[] {Math.log(0.3), Math.log(0.7)}, 2));
        assertThat(integral(plane, 2, 120, -12, 12)).isCloseTo(1, within(1e-12));
    }

    private static double integral(Distribution distribution, int event, int steps, double from, double to) {
        double step = (to - from) / steps;
        int points = event == 1 ? steps : steps * steps;
        double[] grid = new double[points * event];
        for (int i = 0; i < points; i++) {
            grid[i * event] = from + step * (i % steps);
            if (event == 2) {
                grid[i * event + 1] = from + step * (i / steps);
            }
        }
        return distribution
                        .logProb(Tensors.of(grid, points, event))
                        .exp()
                        .sumAll()
                        .item()
                * Math.pow(step, event);
    }

    @Test
    void draws_come_from_the_components_by_their_weights() {
        double[] weights = {0.5, 0.1, 0.4};
        double[] logWeights = {Math.log(0.5), Math.log(0.1), Math.log(0.4)};
        float[] means = {-100, 0, 100};
        GaussianMixture mixture = new GaussianMixture(
                new DiagonalGaussian(Tensors.of(means, 3, 1), Tensors.of(new float[] {0, 2, -2}, 3, 1)),
                Tensors.of(logWeights, 3));
        int samples = 30_000;
        double[] count = new double[3];
        double[] sum = new double[3];
        double[] squares = new double[3];
        for (float draw : mixture.rsample(Rng.ofSeed(5), samples).toFloats()) {
            int c = draw < -50 ? 0 : draw < 50 ? 1 : 2;
            count[c]++;
            sum[c] += draw - means[c];
            squares[c] += (draw - means[c]) * (draw - means[c]);
        }
        for (int c = 0; c < 3; c++) {
            double error = Math.sqrt(weights[c] * (1 - weights[c]) / samples);
            assertThat(count[c] / samples).isCloseTo(weights[c], within(5 * error));
            double variance = Math.exp(new double[] {0, 2, -2}[c]);
            assertThat(sum[c] / count[c]).isCloseTo(0, within(5 * Math.sqrt(variance / count[c])));
            assertThat(squares[c] / count[c]).isCloseTo(variance, within(5 * variance * Math.sqrt(2 / count[c])));
        }
    }

    @Test
    void equal_weights_have_the_precision_of_the_components() {
        double[] means = {-1, 0.5, 2};
        double[] logVars = {0.1, -0.2, 0.3};
        GaussianMixture mixture =
                GaussianMixture.uniform(new DiagonalGaussian(Tensors.of(means, 3, 1), Tensors.of(logVars, 3, 1)));
        double density = 0;
        for (int k = 0; k < 3; k++) {
            double d = 0.3 - means[k];
            density += Math.exp(-0.5 * (Math.log(2 * Math.PI) + logVars[k] + d * d / Math.exp(logVars[k]))) / 3;
        }
        assertThat(mixture.logProb(Tensors.of(new double[] {0.3}, 1, 1)).item())
                .isCloseTo(Math.log(density), within(1e-14));
    }
}
