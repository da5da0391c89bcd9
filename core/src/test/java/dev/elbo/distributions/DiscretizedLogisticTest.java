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
class DiscretizedLogisticTest {
    private static double logProb(DType type, double level, double location, double logScale, boolean closed) {
        return new DiscretizedLogistic(scalar(location, type), scalar(logScale, type), closed)
                .logProb(scalar((level + 0.5) / 256, type))
                .item();
    }

    private static Tensor scalar(double value, DType type) {
        return Tensors.of(new double[] {value}, 1, 1).to(type);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/discretized_logistic.csv", numLinesToSkip = 1)
    void it_agrees_with_twenty_digits(int level, double location, double logScale, double closed, double open) {
        assertThat(logProb(DType.DOUBLE, level, location, logScale, true))
                .isCloseTo(closed, within(bound(0x1p-53, level, location, logScale)));
        assertThat(logProb(DType.DOUBLE, level, location, logScale, false))
                .isCloseTo(open, within(bound(0x1p-53, level, location, logScale)));
        assertThat(logProb(DType.FLOAT, level, location, logScale, true))
                .isCloseTo(closed, within(bound(0x1p-24, level, location, logScale)));
        assertThat(logProb(DType.FLOAT, level, location, logScale, false))
                .isCloseTo(open, within(bound(0x1p-24, level, location, logScale)));
    }

    /**
     * Rounded inputs move the result by at most their own error times its slope: 1/s in the location and c + 2 in the
     * log-scale, c the distance in scales. After that a dozen roundings of terms no larger than c + |log bin| + 1. And
     * libtorch's softplus, used in float32, is the identity above 20, off by e⁻²⁰ at most: twice here. (The table was
     * computed with 400 digits, since the difference of two sigmoids cancels.)
     */
    private static double bound(double unit, int level, double location, double logScale) {
        double precision = Math.exp(-logScale);
        double distance = Math.abs((level + 0.5) / 256 - location) * precision;
        double largestTerm = distance + Math.abs(Math.log(-Math.expm1(-precision / 256))) + 1;
        return unit * (2 * precision + Math.abs(logScale) * (distance + 2) + 12 * largestTerm)
                + (unit > 1e-10 ? 2 * Math.exp(-20) : 0);
    }

    @Test
    void far_tails_keep_twelve_digits_in_double_precision() {
        // 900 digits: twelve digits, though the softplus of 21.6 is its argument to nine
        double expected = -22.593372051334690;
        assertThat(logProb(DType.DOUBLE, 216, 0.217238, -3.48663, true)).isCloseTo(expected, Digits.twelve(expected));
    }

    @Test
    void the_golden_numbers_of_both_forms_come_out() {
        double open = Math.exp(logProb(DType.DOUBLE, 0, 1.0 / 512, -4.5, false));
        double closed = Math.exp(logProb(DType.DOUBLE, 0, 1.0 / 512, -4.5, true));
        assertThat(open).isCloseTo(0.0876816, within(5e-8)); // seven published digits
        assertThat(closed).isCloseTo(0.5438408, within(5e-8));
        assertThat(-Math.log(open) / Math.log(2)).isCloseTo(3.5116, within(5e-5));
        assertThat(-Math.log(closed) / Math.log(2)).isCloseTo(0.8787, within(5e-5));
        assertThat(mass(0.5, 0, false)).isCloseTo(0.2449, within(5e-5));
    }

    /** Sum of the 256 probabilities. */
    private static double mass(double location, double logScale, boolean closed) {
        double[] levels = new double[256];
        java.util.Arrays.setAll(levels, v -> (v + 0.5) / 256);
        return new DiscretizedLogistic(scalar(location, DType.DOUBLE), scalar(logScale, DType.DOUBLE), closed)
                .logProb(Tensors.of(levels, 256, 1))
                .exp()
                .sumAll()
                .item();
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, -4.5",
        "0.001953125, -4.5",
        "0.5, -4.5",
        "0.5, 0",
        "0.998, -4.5",
        "0.3, -2",
        "1.4, -1",
        "-3, 0.5"
    })
    void closed_tails_sum_to_one_and_open_ones_lose_what_is_outside(double location, double logScale) {
        assertThat(mass(location, logScale, true)).isCloseTo(1, within(256 * 1e-15));
        double scale = Math.exp(logScale);
        double inside = sigmoid((1 - location) / scale) - sigmoid(-location / scale);
        assertThat(mass(location, logScale, false))
                .isCloseTo(inside, within(1e-12))
                .isLessThan(1);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void far_from_the_location_it_goes_on_falling_with_a_live_gradient() {
        Tensor location = Tensors.full(1 / 512.0, 1, 1).requireGrad();
        Tensor logScale = Tensors.full(-4.5, 1, 1);
        Tensor logProb = new DiscretizedLogistic(location, logScale, false).logProb(Tensors.full(200.5 / 256, 1, 1));
        logProb.sumAll().backward();
        assertThat(logProb.item()).isLessThan(-60); // a difference of sigmoids is 0 here in float32
        assertThat(location.grad().item()).isCloseTo(Math.exp(4.5), within(0.01)); // the slope of a logistic's tail
    }

    @Test
    void draws_fall_on_bin_centres_with_the_probabilities_of_closed_tails() {
        int samples = 50_000;
        DiscretizedLogistic distribution =
                new DiscretizedLogistic(Tensors.full(0.06, 1, 1), Tensors.full(-3.2, 1, 1), true);
        int[] counts = new int[256];
        for (float value : distribution.rsample(Rng.ofSeed(6), samples).toFloats()) {
            double level = value * 256 - 0.5;
            assertThat(level).isBetween(0.0, 255.0).isEqualTo(Math.rint(level));
            counts[(int) level]++;
        }
        double chiSquare = 0;
        int cells = 0;
        double restExpected = samples;
        int restCount = samples;
        for (int level = 0; level < 40; level++) {
            double expected = samples * Math.exp(logProb(DType.DOUBLE, level, 0.06, -3.2, true));
            chiSquare += (counts[level] - expected) * (counts[level] - expected) / expected;
            restExpected -= expected;
            restCount -= counts[level];
            cells++;
        }
        chiSquare += (restCount - restExpected) * (restCount - restExpected) / restExpected;
        assertThat(cells).isEqualTo(40);
        assertThat(chiSquare).isLessThan(73.4); // 99.9 % of χ² with 40 degrees of freedom
        assertThat(counts[0] / (double) samples).isGreaterThan(0.15); // the tail below 0 is in the first bin
    }
}
