package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.DType;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(InScope.class)
class StudentTTest {
    private static Tensor scalar(double value, DType type) {
        return Tensors.of(new double[] {value}, 1, 1).to(type);
    }

    private static StudentT distribution(DType type, double location, double logScale, double degreesOfFreedom) {
        return new StudentT(scalar(location, type), scalar(logScale, type), scalar(degreesOfFreedom, type));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/student_t_and_normal.csv", numLinesToSkip = 1)
    void it_agrees_with_twenty_digits(
            double x, double location, double logScale, double degreesOfFreedom, double expected, double normal) {
        for (DType type : new DType[] {DType.DOUBLE, DType.FLOAT}) {
            double unit = type == DType.DOUBLE ? 0x1p-53 : 0x1p-24;
            assertThat(distribution(type, location, logScale, degreesOfFreedom)
                            .logProb(scalar(x, type))
                            .item())
                    .isCloseTo(expected, within(bound(unit, x, location, logScale, degreesOfFreedom, expected)));
        }
    }

    /**
     * Rounded inputs: x and the location move t by their error over the scale, at a slope of (ν+1) t / (ν + t²); the
     * log-scale moves the result by at most ν + 1 times its error, ν by at most a few logarithms of 1 + t²/ν times its
     * own. A dozen roundings of terms no larger than the result and log Γ(ν/2) come on top.
     */
    private static double bound(double unit, double x, double location, double logScale, double nu, double expected) {
        double t = Math.abs(x - location) * Math.exp(-logScale);
        double slope = (nu + 1) * t / (nu + t * t);
        double inputs = slope * Math.exp(-logScale) * (Math.abs(x) + Math.abs(location))
                + (nu + 2) * Math.abs(logScale)
                + nu * (1 + Math.log1p(t * t / nu));
        return unit * (inputs + 12 * (Math.abs(expected) + nu * Math.log(nu + 2) + 2));
    }

    @ParameterizedTest
    @CsvSource({"1.5, -1, 0.3", "3, 0.5, -2", "30, -3, 0"})
    void its_density_integrates_to_one(double degreesOfFreedom, double logScale, double location) {
        // x = location + scale · sinh(s): the tails t^(-ν-1) become exponential, so equal steps converge at once
        int points = 40_001;
        double[] x = new double[points];
        double[] weight = new double[points];
        double scale = Math.exp(logScale);
        for (int i = 0; i < points; i++) {
            double s = -40 + 80.0 * i / (points - 1);
            x[i] = location + scale * Math.sinh(s);
            weight[i] = scale * Math.cosh(s) * 80.0 / (points - 1);
        }
        double[] logProb = distribution(DType.DOUBLE, location, logScale, degreesOfFreedom)
                .logProb(Tensors.of(x, points, 1))
                .toDoubles();
        double sum = 0;
        for (int i = 0; i < points; i++) {
            sum += weight[i] * Math.exp(logProb[i]);
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    @Test
    void many_degrees_of_freedom_are_a_gaussian() {
        Tensor x = scalar(0.9, DType.FLOAT);
        double gaussian = new DiagonalGaussian(scalar(0.2, DType.FLOAT), scalar(-1, DType.FLOAT))
                .logProb(x)
                .item();
        // they differ by O(1/ν); in float32 the two log Γ alone would cancel to noise of several nats
        assertThat(distribution(DType.FLOAT, 0.2, -0.5, 1e8).logProb(x).item()).isCloseTo(gaussian, within(1e-6));
    }

    @Test
    void draws_fall_below_the_tabulated_quantiles_as_often_as_they_should() {
        // t of 4 degrees of freedom: 75 %, 90 %, 95 % and 99 % points of any table
        double[] quantiles = {0.740697, 1.533206, 2.131847, 3.746947};
        double[] levels = {0.75, 0.9, 0.95, 0.99};
        int samples = 100_000;
        float[] draws = distribution(DType.FLOAT, 1, Math.log(2), 4)
                .rsample(Rng.ofSeed(3), samples)
                .toFloats();
        for (int q = 0; q < levels.length; q++) {
            int below = 0;
            for (float draw : draws) {
                if ((draw - 1) / 2 < quantiles[q]) {
                    below++;
                }
            }
            double error = Math.sqrt(levels[q] * (1 - levels[q]) / samples);
            assertThat(below / (double) samples).isCloseTo(levels[q], within(5 * error));
        }
    }
}
