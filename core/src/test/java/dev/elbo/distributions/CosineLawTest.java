package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers behind the laws on spheres, in double precision, against twenty-digit tables. */
class CosineLawTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/reference/von_mises_fisher.csv", numLinesToSkip = 1)
    void von_mises_fisher_agrees_with_twenty_digits(
            int ambient,
            double kappa,
            double logNormalizer,
            double meanCosine,
            double meanCosineSlope,
            double kl,
            double klSlope,
            double entropy,
            double logSurface) {
        CosineLaw law = new VonMisesFisherCosine(ambient);
        assertThat(law.logPeak(kappa).value() - kappa).isCloseTo(logNormalizer, Digits.twelve(logNormalizer));
        assertThat(law.logPeak(kappa).derivative()).isCloseTo(1 - meanCosine, within(2e-16));
        assertThat(law.meanCosine(kappa).value()).isCloseTo(meanCosine, Digits.twelveRelative(meanCosine));
        assertThat(law.meanCosine(kappa).derivative())
                .isCloseTo(meanCosineSlope, Digits.twelveRelative(meanCosineSlope));
        assertThat(law.klToUniform(kappa).value()).isCloseTo(kl, Digits.twelveRelative(kl));
        assertThat(law.klToUniform(kappa).derivative()).isCloseTo(klSlope, Digits.twelveRelative(klSlope));
        assertThat(Sphere.logSurface(ambient)).isCloseTo(logSurface, Digits.twelve(logSurface));
        assertThat(Sphere.logSurface(ambient) - law.klToUniform(kappa).value())
                .isCloseTo(entropy, Digits.twelve(entropy));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/power_spherical.csv", numLinesToSkip = 1)
    void power_spherical_agrees_with_twenty_digits(
            int ambient, double kappa, double logNormalizer, double meanCosine, double entropy, double kl) {
        CosineLaw law = new PowerSphericalCosine(ambient);
        assertThat(law.logPeak(kappa).value() - kappa * Math.log(2))
                .isCloseTo(logNormalizer, Digits.twelve(logNormalizer));
        assertThat(law.meanCosine(kappa).value()).isCloseTo(meanCosine, Digits.twelveRelative(meanCosine));
        assertThat(law.klToUniform(kappa).value()).isCloseTo(kl, Digits.twelve(kl));
        assertThat(Sphere.logSurface(ambient) - law.klToUniform(kappa).value())
                .isCloseTo(entropy, Digits.twelve(entropy));
    }

    @ParameterizedTest
    @CsvSource({"2, 0.3", "2, 40", "3, 7", "10, 0.5", "10, 1e4", "257, 100", "4096, 2000"})
    void power_sphericals_slopes_are_those_of_its_values(int ambient, double kappa) {
        CosineLaw law = new PowerSphericalCosine(ambient);
        double h = 1e-4 * kappa;
        double peak = (law.logPeak(kappa + h).value() - law.logPeak(kappa - h).value()) / (2 * h);
        assertThat(law.logPeak(kappa).derivative()).isCloseTo(peak, within(1e-6 * Math.abs(peak)));
        double kl =
                (law.klToUniform(kappa + h).value() - law.klToUniform(kappa - h).value()) / (2 * h);
        assertThat(law.klToUniform(kappa).derivative()).isCloseTo(kl, within(1e-6 * kl));
        double mean =
                (law.meanCosine(kappa + h).value() - law.meanCosine(kappa - h).value()) / (2 * h);
        assertThat(law.meanCosine(kappa).derivative()).isCloseTo(mean, within(1e-6 * mean));
    }

    /** The last rows of the table, at m = 41 and κ = 500, are themselves off by up to 8e-6; all others by 1e-13. */
    @ParameterizedTest
    @CsvFileSource(resources = "/reference/vmf_cosine.csv", numLinesToSkip = 1)
    void a_draw_moves_with_kappa_as_its_distribution_function_says(
            int ambient, double kappa, double w, double cdf, double pdf, double slope) {
        CosineLaw law = new VonMisesFisherCosine(ambient);
        double angle = Math.acos(w);
        double angleSlope = new ImplicitGradient(law, kappa, law.logPeak(kappa).derivative()).angleSlope(angle);
        assertThat(-Math.sin(angle) * angleSlope)
                .isCloseTo(slope, within((ambient == 41 && kappa == 500 ? 1e-5 : 1e-9) * slope));
    }

    /** The quantile of a fixed probability, by bisection on a quadrature of the density, moves by dθ/dκ. */
    @ParameterizedTest
    @CsvSource({"2, 1.5, 0.3", "2, 1.5, 0.9", "2, 300, 0.5", "5, 2, 0.7", "101, 50, 0.2"})
    void the_implicit_gradient_is_how_quantiles_move(int ambient, double kappa, double probability) {
        for (CosineLaw law : new CosineLaw[] {new VonMisesFisherCosine(ambient), new PowerSphericalCosine(ambient)}) {
            double h = 1e-3 * kappa;
            AngleQuadrature low = new AngleQuadrature(law, kappa - h);
            AngleQuadrature high = new AngleQuadrature(law, kappa + h);
            double expected = (high.quantile(probability) - low.quantile(probability)) / (2 * h);
            double angle = new AngleQuadrature(law, kappa).quantile(probability);
            double actual = new ImplicitGradient(law, kappa, law.logPeak(kappa).derivative()).angleSlope(angle);
            assertThat(actual).isCloseTo(expected, within(1e-4 * Math.abs(expected)));
        }
    }

    @Test
    void at_the_poles_the_angle_stays() {
        ImplicitGradient gradient = new ImplicitGradient(new VonMisesFisherCosine(2), 3, 0.2);
        assertThat(gradient.angleSlope(0)).isZero();
        assertThat(gradient.angleSlope(Math.PI)).isZero();
    }
}
