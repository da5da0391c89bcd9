package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class BesselTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/reference/bessel_i.csv", numLinesToSkip = 1)
    void it_agrees_with_twenty_digits(double order, double x, double logI, double logScaledI, double ratio) {
        assertThat(Bessel.logI(order, x)).isCloseTo(logI, Digits.twelve(logI));
        assertThat(Bessel.logScaledI(order, x)).isCloseTo(logScaledI, Digits.twelve(logScaledI));
        assertThat(Bessel.ratio(order, x).value()).isCloseTo(ratio, Digits.twelveRelative(ratio));
    }

    /** Half orders are elementary: I_½(x) = √(2/(πx)) sinh x, I_{3/2}/I_½ = coth x − 1/x. */
    @ParameterizedTest
    @CsvSource({"0.3", "3", "25", "36", "599", "601", "7000", "1e6", "1e9"})
    void half_orders_are_hyperbolic_functions(double x) {
        double logScaled = 0.5 * Math.log(2 / (Math.PI * x)) + Math.log(-Math.expm1(-2 * x) / 2);
        assertThat(Bessel.logScaledI(0.5, x)).isCloseTo(logScaled, Digits.twelve(logScaled));
        assertThat(Bessel.ratio(0.5, x).value()).isCloseTo(1 / Math.tanh(x) - 1 / x, within(2e-15 * (1 + 1 / x)));
        double slope = 1 / (x * x) - 1 / (Math.sinh(x) * Math.sinh(x));
        assertThat(Bessel.ratio(0.5, x).derivative()).isCloseTo(slope, within(1e-12 * slope + 2e-16 / (x * x)));
    }

    /** Where one method takes over from another, both sides of the border agree to the next recurrence step. */
    @ParameterizedTest
    @CsvSource({"0, 34.64", "0, 600", "39.5, 40", "39.5, 39", "200, 490.2", "2048, 599", "2048, 2047", "2048, 2049"})
    void three_neighbouring_orders_obey_their_recurrence(double v, double x) {
        double lower = Bessel.ratio(v, x).value();
        double upper = Bessel.ratio(v + 1, x).value();
        assertThat(lower).isCloseTo(1 / (2 * (v + 1) / x + upper), Digits.twelveRelative(lower));
        assertThat(Bessel.logScaledI(v + 1, x) - Bessel.logScaledI(v, x))
                .isCloseTo(Math.log(lower), within(2e-15 * Math.abs(Bessel.logScaledI(v + 1, x)) + 1e-14));
    }

    @Test
    void at_zero_only_order_zero_is_one() {
        assertThat(Bessel.logI(0, 0)).isZero();
        assertThat(Bessel.logI(1.5, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Bessel.logHypergeometric(1.5, 0)).isZero();
        assertThat(Bessel.ratio(1.5, 0)).isEqualTo(new Bessel.Ratio(0, 1, 0.2));
        assertThat(Bessel.ratio(1.5, Double.MIN_VALUE).derivative()).isEqualTo(0.2);
    }

    @Test
    void arguments_outside_the_domain_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bessel.logI(-1, 2))
                .withMessage("Bessel I needs order v >= 0 and x >= 0, got v = -1.0, x = 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> Bessel.ratio(0, Double.NaN));
    }
}
