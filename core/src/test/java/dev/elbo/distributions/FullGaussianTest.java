package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.evaluation.ProbabilisticPca;
import dev.elbo.posteriors.FullGaussianFamily;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.Gradients;
import dev.elbo.testing.InScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against quadrature, formulas for two dimensions, sample moments and central differences. */
@ExtendWith(InScope.class)
class FullGaussianTest {
    /** Two rows in two dimensions: L = (1.5, 0; −0.8, 0.4) and (0.3, 0; 0.2, 2). */
    private static FullGaussian two() {
        Tensor mean = Tensors.of(new double[] {0.3, -1, 2, 0.5}, 2, 2);
        double[] logs = {Math.log(1.5), Math.log(0.4), Math.log(0.3), Math.log(2)};
        Tensor factor = Tensors.of(new double[] {1.5, 0, -0.8, 0.4, 0.3, 0, 0.2, 2}, 2, 2, 2);
        return new FullGaussian(mean, Tensors.of(logs, 2, 2), factor);
    }

    /** log N of one row by the inverse and the determinant of its covariance. */
    private static double byHand(int row, double x, double y) {
        double[] l = row == 0 ? new double[] {1.5, -0.8, 0.4} : new double[] {0.3, 0.2, 2};
        double[] mean = row == 0 ? new double[] {0.3, -1} : new double[] {2, 0.5};
        double a = l[0] * l[0];
        double b = l[0] * l[1];
        double c = l[1] * l[1] + l[2] * l[2];
        double determinant = a * c - b * b;
        double u = x - mean[0];
        double v = y - mean[1];
        double quadratic = (c * u * u - 2 * b * u * v + a * v * v) / determinant;
        return -Math.log(2 * Math.PI) - 0.5 * Math.log(determinant) - 0.5 * quadratic;
    }

    @Test
    void its_density_is_that_of_the_formula_for_any_shape_of_points() {
        double[] points = {0, 0, 1, -2, 0.3, -1, 5, 4, -1, 0.5, 2, 2};
        Tensor ofSamples = Tensors.of(points, 3, 2, 2);
        double[] logProbs = two().logProb(ofSamples).toDoubles();
        for (int i = 0; i < 6; i++) {
            assertThat(logProbs[i]).isCloseTo(byHand(i % 2, points[2 * i], points[2 * i + 1]), within(1e-12));
        }
        Tensor forEach = ofSamples.unsqueeze(-2); // as a mixture asks: (3, 2, 1, 2) -> (3, 2, 2)
        Tensor both = two().logProb(forEach);
        assertThat(both.shape()).containsExactly(3, 2, 2);
        assertThat(both.toDoubles()[1]).isCloseTo(byHand(1, 0, 0), within(1e-12));
        assertThat(two().logProb(Tensors.of(new double[] {1, 1, 1, 1}, 2, 2)).shape())
                .containsExactly(2);
    }

    @Test
    void its_density_integrates_to_one() {
        double step = 0.1;
        int side = 240; // from −12 to 12
        double[] grid = new double[side * side * 4];
        for (int i = 0; i < side * side; i++) {
            for (int row = 0; row < 2; row++) {
                grid[4 * i + 2 * row] = -12 + (i / side + 0.5) * step;
                grid[4 * i + 2 * row + 1] = -12 + (i % side + 0.5) * step;
            }
        }
        double[] sums = two().logProb(Tensors.of(grid, side * side, 2, 2))
                .exp()
                .sum(0)
                .times(step * step)
                .toDoubles();
        assertThat(sums).containsExactly(new double[] {1, 1}, within(1e-5));
    }

    /** x = zW + b + sε with correlated latents given x: log p(x, z) − log q(z) is log p(x) at every z. */
    @Test
    void it_can_be_the_true_posterior_of_a_linear_model_whose_latents_are_correlated() {
        double[][] w = {{1, 0.5, 0.2}, {0.4, -0.3, 0.9}};
        double[] x = {0.7, -0.2, 1.5};
        double noise = 0.36;
        double[] precision = new double[3]; // I + W Wᵀ / s²: (0, 0), (0, 1), (1, 1)
        double[] projection = new double[2];
        for (int d = 0; d < 3; d++) {
            precision[0] += w[0][d] * w[0][d] / noise;
            precision[1] += w[0][d] * w[1][d] / noise;
            precision[2] += w[1][d] * w[1][d] / noise;
            projection[0] += w[0][d] * x[d] / noise;
            projection[1] += w[1][d] * x[d] / noise;
        }
        double determinant = (1 + precision[0]) * (1 + precision[2]) - precision[1] * precision[1];
        double[] covariance = {
            (1 + precision[2]) / determinant, -precision[1] / determinant, (1 + precision[0]) / determinant
        };
        double l00 = Math.sqrt(covariance[0]);
        double l10 = covariance[1] / l00;
        double l11 = Math.sqrt(covariance[2] - l10 * l10);
        FullGaussian q = new FullGaussian(
                Tensors.of(
                        new double[] {
                            covariance[0] * projection[0] + covariance[1] * projection[1],
                            covariance[1] * projection[0] + covariance[2] * projection[1]
                        },
                        1,
                        2),
                Tensors.of(new double[] {Math.log(l00), Math.log(l11)}, 1, 2),
                Tensors.of(new double[] {l00, 0, l10, l11}, 1, 2, 2));
        Tensor z = q.rsample(Rng.ofSeed(5), 6); // (6, 1, 2)
        double[] points = z.toDoubles();
        double[] logQ = q.logProb(z).toDoubles();
        double expected = ProbabilisticPca.ofDecoder(
                        new float[] {1, 0.5f, 0.2f, 0.4f, -0.3f, 0.9f}, new float[3], noise)
                .meanLogLikelihood(new float[] {0.7f, -0.2f, 1.5f});
        for (int i = 0; i < 6; i++) {
            double logJoint = -0.5 * (points[2 * i] * points[2 * i] + points[2 * i + 1] * points[2 * i + 1])
                    - Math.log(2 * Math.PI)
                    - 1.5 * Math.log(2 * Math.PI * noise);
            for (int d = 0; d < 3; d++) {
                double error = x[d] - points[2 * i] * w[0][d] - points[2 * i + 1] * w[1][d];
                logJoint -= 0.5 * error * error / noise;
            }
            assertThat(logJoint - logQ[i]).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void its_samples_have_its_mean_and_covariance() {
        int samples = 40_000;
        double[] z = two().rsample(Rng.ofSeed(1), samples).toDoubles();
        double[][] covariances = {{2.25, -1.2, 0.8}, {0.09, 0.06, 4.04}};
        double[][] means = {{0.3, -1}, {2, 0.5}};
        for (int row = 0; row < 2; row++) {
            double[] moments = new double[5];
            for (int s = 0; s < samples; s++) {
                double x = z[4 * s + 2 * row] - means[row][0];
                double y = z[4 * s + 2 * row + 1] - means[row][1];
                double[] terms = {x, y, x * x, x * y, y * y};
                for (int i = 0; i < 5; i++) {
                    moments[i] += terms[i] / samples;
                }
            }
            double largest = covariances[row][2] + covariances[row][0];
            double error = 4 * largest * Math.sqrt(2.0 / samples);
            assertThat(moments[0]).isCloseTo(0, within(error));
            assertThat(moments[1]).isCloseTo(0, within(error));
            for (int i = 0; i < 3; i++) {
                assertThat(moments[2 + i]).isCloseTo(covariances[row][i], within(error));
            }
        }
    }

    @Test
    void its_divergence_from_the_standard_normal_is_that_of_quadrature() {
        StandardNormal p = new StandardNormal(2);
        double[] kl = Kl.closedForm(two(), p).toDoubles();
        double[][] box = {{0.3, -1}, {2, 0.5}};
        for (int row = 0; row < 2; row++) {
            double step = 0.02;
            double sum = 0;
            for (double x = box[row][0] - 9; x < box[row][0] + 9; x += step) {
                for (double y = box[row][1] - 12; y < box[row][1] + 12; y += step) {
                    double logQ = byHand(row, x, y);
                    double logP = -Math.log(2 * Math.PI) - 0.5 * (x * x + y * y);
                    sum += logQ < -60 ? 0 : Math.exp(logQ) * (logQ - logP) * step * step;
                }
            }
            assertThat(kl[row]).isCloseTo(sum, within(1e-6 * Math.max(1, sum)));
        }
    }

    @Test
    void the_family_fills_the_factor_row_by_row_and_with_a_diagonal_head_is_the_diagonal_family() {
        Tensor head =
                Tensors.of(new float[] {1, 2, 3, 0, (float) Math.log(4), (float) Math.log(9), 0.5f, 0.6f, 0.7f}, 1, 9);
        FullGaussian q = new FullGaussianFamily(3, -12, 4).distribution(head);
        float scale = (float) Math.sqrt(3);
        assertThat(q.factor().toFloats())
                .containsExactly(
                        new float[] {1, 0, 0, 0.5f / scale, 2, 0, 0.6f / scale, 0.7f / scale, 3}, within(1e-6f));
        Tensor diagonal = Tensors.of(new float[] {1, 2, 3, 0, 1, -1, 0, 0, 0}, 1, 9);
        FullGaussian same = new FullGaussianFamily(3, -12, 4).distribution(diagonal);
        DiagonalGaussian expected =
                new DiagonalGaussian(Tensors.of(new float[] {1, 2, 3}, 1, 3), Tensors.of(new float[] {0, 1, -1}, 1, 3));
        Tensor z = Rng.ofSeed(2).normal(4, 1, 3);
        assertThat(same.logProb(z).toFloats())
                .containsExactly(expected.logProb(z).toFloats(), within(1e-5f));
        StandardNormal p = new StandardNormal(3);
        assertThat(Kl.closedForm(same, p).item())
                .isCloseTo(Kl.closedForm(expected, p).item(), within(1e-6));
        assertThat(same.rsample(Rng.ofSeed(3), 5).toFloats())
                .containsExactly(expected.rsample(Rng.ofSeed(3), 5).toFloats(), within(1e-6f));
        assertThat(same.stdDev().toFloats()).containsExactly(expected.stdDev().toFloats(), within(1e-6f));
    }

    @Test
    void gradients_of_density_divergence_and_samples_are_those_of_central_differences() {
        double[] numbers = {0.3, -1, 0.2, -0.4, 0.7}; // means, logs of the diagonal, below
        Tensor z = Tensors.of(new double[] {0.5, 1, -1, 0.2, 2, 2}, 3, 1, 2);
        Gradients.assertMatch(x -> gaussian(x).logProb(z), numbers);
        Gradients.assertMatch(x -> Kl.closedForm(gaussian(x), new StandardNormal(2)), numbers);
        Gradients.assertMatch(x -> gaussian(x).rsample(Rng.ofSeed(4), 3).square(), numbers);
    }

    private static FullGaussian gaussian(Tensor numbers) {
        Tensor logScale = numbers.narrow(0, 2, 2).reshape(1, 2);
        Tensor entries = Tensors.cat(
                1,
                java.util.List.of(
                        logScale.exp(), numbers.narrow(0, 4, 1).reshape(1, 1), Tensors.of(new double[] {0}, 1, 1)));
        Tensor factor = entries.indexSelect(1, Tensors.of(0L, 3L, 2L, 1L)).reshape(1, 2, 2);
        return new FullGaussian(numbers.narrow(0, 0, 2).reshape(1, 2), logScale, factor);
    }
}
