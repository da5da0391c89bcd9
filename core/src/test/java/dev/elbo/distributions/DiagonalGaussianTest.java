package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.DType;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.Gradients;
import dev.elbo.testing.InScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@ExtendWith(InScope.class)
class DiagonalGaussianTest {
    private static double logProb(DType type, double x, double mean, double logStdDev) {
        return new DiagonalGaussian(scalar(mean, type), scalar(2 * logStdDev, type))
                .logProb(scalar(x, type))
                .item();
    }

    private static Tensor scalar(double value, DType type) {
        return Tensors.of(new double[] {value}, 1, 1).to(type);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/student_t_and_normal.csv", numLinesToSkip = 1)
    void it_agrees_with_twenty_digits(
            double x, double mean, double logStdDev, double degreesOfFreedom, double studentT, double expected) {
        assertThat(logProb(DType.DOUBLE, x, mean, logStdDev))
                .isCloseTo(expected, within(bound(0x1p-53, x, mean, logStdDev)));
        assertThat(logProb(DType.FLOAT, x, mean, logStdDev))
                .isCloseTo(expected, within(bound(0x1p-24, x, mean, logStdDev)));
    }

    /**
     * The quadratic term inherits twice the relative error of x − mean, in which rounded operands may cancel, and the
     * error of the exponent |log σ²|; half a dozen roundings come on top. The rest is a sum of small terms.
     */
    private static double bound(double unit, double x, double mean, double logStdDev) {
        double difference = Math.abs(x - mean);
        double quadratic = 0.5 * difference * difference * Math.exp(-2 * logStdDev);
        double relative = 2 * (Math.abs(x) + Math.abs(mean)) / difference + 2 * Math.abs(logStdDev) + 6;
        return unit * (quadratic * relative + 4 * (2 * Math.abs(logStdDev) + 2));
    }

    @Test
    void the_standard_normal_is_the_one_of_mean_zero_and_deviation_one() {
        Tensor z = Tensors.of(new double[] {0.3, -2, 1.5, 0, 4, -0.1}, 2, 3);
        double[] expected = new DiagonalGaussian(Tensors.zeros(1, 3), Tensors.zeros(1, 3))
                .logProb(z)
                .toDoubles();
        assertThat(new StandardNormal(3).logProb(z).toDoubles()).containsExactly(expected, within(1e-14));
    }

    @Test
    void draws_have_the_mean_and_deviation_of_each_row() {
        Tensor mean = Tensors.of(new float[] {5, -3, 0, 1}, 2, 2);
        Tensor logVar = Tensors.of(new float[] {0, 2, -4, -1}, 2, 2);
        int samples = 20_000;
        Tensor draws = new DiagonalGaussian(mean, logVar).rsample(Rng.ofSeed(8), samples);
        assertThat(draws.shape()).containsExactly(samples, 2, 2);
        double[] sampleMean = draws.mean(0).toDoubles();
        double[] sampleVar = draws.minus(mean).square().mean(0).toDoubles();
        for (int i = 0; i < 4; i++) {
            double variance = Math.exp(logVar.toDoubles()[i]);
            assertThat(sampleMean[i]).isCloseTo(mean.toDoubles()[i], within(5 * Math.sqrt(variance / samples)));
            assertThat(sampleVar[i]).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / samples)));
        }
    }

    @Test
    void draws_carry_gradients_to_mean_and_log_variance() {
        Gradients.assertMatch(
                p -> new DiagonalGaussian(
                                p.narrow(0, 0, 2).reshape(1, 2),
                                p.narrow(0, 2, 2).reshape(1, 2))
                        .rsample(Rng.ofSeed(8), 3),
                0.4,
                -1,
                0.7,
                -2);
    }
}
