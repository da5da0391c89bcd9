package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.models.Vae;
import dev.elbo.testing.LinearGaussian;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against a determinant and inverse by hand, against other parameters, and against samples of a known model. */
class ProbabilisticPcaTest {

    private static ProbabilisticPca ofTestModel() {
        try (Vae model = LinearGaussian.model(0, 0)) {
            return ProbabilisticPca.ofDecoder(
                    model.parameters().snapshot().get("likelihood.mean.weight").values(),
                    model.parameters().snapshot().get("likelihood.mean.bias").values(),
                    LinearGaussian.STD_DEV * LinearGaussian.STD_DEV);
        }
    }

    @Test
    void the_density_of_a_linear_decoder_is_that_of_its_marginal() {
        ProbabilisticPca model = ofTestModel();
        for (int row = 0; row < LinearGaussian.rows(); row++) {
            float[] x = Arrays.copyOfRange(
                    LinearGaussian.data(), row * LinearGaussian.DATA, (row + 1) * LinearGaussian.DATA);
            assertThat(model.meanLogLikelihood(x)).isCloseTo(LinearGaussian.logMarginal(row), within(1e-6));
        }
    }

    /** (rows, 4): two strong directions, along the axes, and noise of variance 0.25. */
    private static float[] points(int rows) {
        SplittableRandom random = new SplittableRandom(3);
        float[] points = new float[4 * rows];
        for (int row = 0; row < rows; row++) {
            double[] scale = {0.5, 3, 0.5, 2};
            for (int d = 0; d < 4; d++) {
                points[4 * row + d] = (float) (1 + d + scale[d] * random.nextGaussian());
            }
        }
        return points;
    }

    @Test
    void the_estimate_recovers_a_known_model() {
        int rows = 40_000;
        ProbabilisticPca fitted = ProbabilisticPca.fit(points(rows), 4, 2);
        double relative = 4 * Math.sqrt(2.0 / rows); // four standard errors of a variance
        assertThat(fitted.noise()).isCloseTo(0.25, within(0.25 * relative));
        assertThat(fitted.variances()[0]).isCloseTo(9 - 0.25, within(9 * relative));
        assertThat(fitted.variances()[1]).isCloseTo(4 - 0.25, within(4 * relative));
        assertThat(Math.abs(fitted.directions()[0][1])).isCloseTo(1, within(1e-3));
        assertThat(Math.abs(fitted.directions()[1][3])).isCloseTo(1, within(1e-3));
        assertThat(fitted.mean()).containsExactly(new double[] {1, 2, 3, 4}, within(4 * 3 / Math.sqrt(rows)));
    }

    @Test
    void no_other_parameters_are_more_likely() {
        float[] points = points(200);
        ProbabilisticPca best = ProbabilisticPca.fit(points, 4, 2);
        double highest = best.meanLogLikelihood(points);
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 200; trial++) {
            float[] weights = new float[8];
            for (int i = 0; i < 8; i++) {
                double at = Math.sqrt(best.variances()[i / 4]) * best.directions()[i / 4][i % 4];
                weights[i] = (float) (at + 0.05 * random.nextGaussian());
            }
            float[] mean = new float[4];
            for (int d = 0; d < 4; d++) {
                mean[d] = (float) (best.mean()[d] + 0.05 * random.nextGaussian());
            }
            double noise = best.noise() * Math.exp(0.1 * random.nextGaussian());
            ProbabilisticPca other = ProbabilisticPca.ofDecoder(weights, mean, noise);
            assertThat(other.meanLogLikelihood(points)).isLessThan(highest);
        }
    }

    @Test
    void the_largest_angle_is_that_of_a_rotation_out_of_the_subspace() {
        double angle = Math.toRadians(0.3);
        float[] axes = {1, 0, 0, 0, 0, 1, 0, 0};
        float[] turned = {2, 1, 0, 0, 0, (float) Math.cos(angle), (float) Math.sin(angle), 0};
        float[] mean = new float[4];
        ProbabilisticPca plane = ProbabilisticPca.ofDecoder(axes, mean, 1);
        ProbabilisticPca other = ProbabilisticPca.ofDecoder(turned, mean, 1);
        // the plane of (2, 1, 0) and (0, cos, sin): its normal is their cross product
        double[] normal = {Math.sin(angle), -2 * Math.sin(angle), 2 * Math.cos(angle)};
        double length = Math.sqrt(Arrays.stream(normal).map(v -> v * v).sum());
        double expected = Math.toDegrees(Math.acos(normal[2] / length));
        assertThat(plane.largestAngle(other)).isCloseTo(expected, within(1e-4));
        assertThat(other.largestAngle(plane)).isCloseTo(expected, within(1e-4));
        assertThat(plane.largestAngle(plane)).isCloseTo(0, within(1e-5));
    }

    @Test
    void impossible_sizes_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbabilisticPca.fit(new float[8], 4, 4))
                .withMessage("expected 1 to 3 latents, got 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProbabilisticPca(new double[2], new double[1][2], new double[1], 0));
    }
}
