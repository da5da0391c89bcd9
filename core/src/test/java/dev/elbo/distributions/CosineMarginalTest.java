package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers behind the distributions on spheres, in double precision, against twenty-digit tables. */
class CosineMarginalTest {
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
        CosineMarginal marginal = new VonMisesFisherCosine(ambient);
        assertThat(marginal.logPeak(kappa).value() - kappa).isCloseTo(logNormalizer, Digits.twelve(logNormalizer));
        assertThat(marginal.logPeak(kappa).derivative()).isCloseTo(1 - meanCosine, within(2e-16));
        assertThat(marginal.meanCosine(kappa).value()).isCloseTo(meanCosine, Digits.twelveRelative(meanCosine));
        assertThat(marginal.meanCosine(kappa).derivative())
                .isCloseTo(meanCosineSlope, Digits.twelveRelative(meanCosineSlope));
        assertThat(marginal.klToUniform(kappa).value()).isCloseTo(kl, Digits.twelveRelative(kl));
        assertThat(marginal.klToUniform(kappa).derivative()).isCloseTo(klSlope, Digits.twelveRelative(klSlope));
        assertThat(Sphere.logSurface(ambient)).isCloseTo(logSurface, Digits.twelve(logSurface));
        assertThat(Sphere.logSurface(ambient) - marginal.klToUniform(kappa).value())
                .isCloseTo(entropy, Digits.twelve(entropy));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/power_spherical.csv", numLinesToSkip = 1)
    void power_spherical_agrees_with_twenty_digits(
            int ambient, double kappa, double logNormalizer, double meanCosine, double entropy, double kl) {
        CosineMarginal marginal = new PowerSphericalCosine(ambient);
        assertThat(marginal.logPeak(kappa).value() - kappa * Math.log(2))
                .isCloseTo(logNormalizer, Digits.twelve(logNormalizer));
        assertThat(marginal.meanCosine(kappa).value()).isCloseTo(meanCosine, Digits.twelveRelative(meanCosine));
        assertThat(marginal.klToUniform(kappa).value()).isCloseTo(kl, Digits.twelve(kl));
        assertThat(Sphere.logSurface(ambient) - marginal.klToUniform(kappa).value())
                .isCloseTo(entropy, Digits.twelve(entropy));
    }

    /** The closed form is a small difference of terms in κ; the bound is relative. */
    @ParameterizedTest
    @CsvFileSource(resources = "/reference/power_spherical_small_kappa.csv", numLinesToSkip = 1)
    void power_sphericals_kl_keeps_its_digits_near_the_uniform_distribution(int ambient, double kappa, double kl) {
        assertThat(new PowerSphericalCosine(ambient).klToUniform(kappa).value())
                .isCloseTo(kl, Digits.twelveRelative(kl));
    }

    @ParameterizedTest
    @CsvSource({"2, 0.3", "2, 40", "3, 7", "10, 0.5", "10, 1e4", "257, 100", "4096, 2000"})
    void power_sphericals_slopes_are_those_of_its_values(int ambient, double kappa) {
        CosineMarginal marginal = new PowerSphericalCosine(ambient);
        double h = 1e-4 * kappa;
        double peak = (marginal.logPeak(kappa + h).value()
                        - marginal.logPeak(kappa - h).value())
                / (2 * h);
        assertThat(marginal.logPeak(kappa).derivative()).isCloseTo(peak, within(1e-6 * Math.abs(peak)));
        double kl = (marginal.klToUniform(kappa + h).value()
                        - marginal.klToUniform(kappa - h).value())
                / (2 * h);
        assertThat(marginal.klToUniform(kappa).derivative()).isCloseTo(kl, within(1e-6 * kl));
        double mean = (marginal.meanCosine(kappa + h).value()
                        - marginal.meanCosine(kappa - h).value())
                / (2 * h);
        assertThat(marginal.meanCosine(kappa).derivative()).isCloseTo(mean, within(1e-6 * mean));
    }

    /** The last rows of the table, at m = 41 and κ = 500, are themselves off by up to 8e-6; all others by 1e-13. */
    @ParameterizedTest
    @CsvFileSource(resources = "/reference/vmf_cosine.csv", numLinesToSkip = 1)
    void a_draw_moves_with_kappa_as_its_distribution_function_says(
            int ambient, double kappa, double w, double cdf, double pdf, double slope) {
        CosineMarginal marginal = new VonMisesFisherCosine(ambient);
        double angle = Math.acos(w);
        double angleSlope =
                new ImplicitGradient(marginal, kappa, marginal.logPeak(kappa).derivative()).angleSlope(angle);
        assertThat(-Math.sin(angle) * angleSlope)
                .isCloseTo(slope, within((ambient == 41 && kappa == 500 ? 1e-5 : 1e-9) * slope));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/vmf_cosine_more.csv", numLinesToSkip = 1)
    void a_draw_moves_with_kappa_as_its_distribution_function_says_at_other_places(
            int ambient, double kappa, double w, double slope) {
        CosineMarginal marginal = new VonMisesFisherCosine(ambient);
        double angle = Math.acos(w);
        double angleSlope =
                new ImplicitGradient(marginal, kappa, marginal.logPeak(kappa).derivative()).angleSlope(angle);
        assertThat(-Math.sin(angle) * angleSlope).isCloseTo(slope, within(1e-9 * slope));
    }

    /** The quantile of a fixed probability, by bisection on a quadrature of the density, moves by dθ/dκ. */
    @ParameterizedTest
    @CsvSource({"2, 1.5, 0.3", "2, 1.5, 0.9", "2, 300, 0.5", "5, 2, 0.7", "101, 50, 0.2"})
    void the_implicit_gradient_is_how_quantiles_move(int ambient, double kappa, double probability) {
        for (CosineMarginal marginal :
                new CosineMarginal[] {new VonMisesFisherCosine(ambient), new PowerSphericalCosine(ambient)}) {
            double h = 1e-3 * kappa;
            AngleQuadrature low = new AngleQuadrature(marginal, kappa - h);
            AngleQuadrature high = new AngleQuadrature(marginal, kappa + h);
            double expected = (high.quantile(probability) - low.quantile(probability)) / (2 * h);
            double angle = new AngleQuadrature(marginal, kappa).quantile(probability);
            double actual = new ImplicitGradient(
                            marginal, kappa, marginal.logPeak(kappa).derivative())
                    .angleSlope(angle);
            assertThat(actual).isCloseTo(expected, within(1e-4 * Math.abs(expected)));
        }
    }

    @Test
    void at_the_poles_the_angle_stays() {
        ImplicitGradient gradient = new ImplicitGradient(new VonMisesFisherCosine(2), 3, 0.2);
        assertThat(gradient.angleSlope(0)).isZero();
        assertThat(gradient.angleSlope(Math.PI)).isZero();
    }

    /** Wood's proposal w = (1 − (1+b)e) / (1 − (1−b)e) as he wrote it, b(κ) with its difference of large numbers. */
    private static double proposal(int ambient, double kappa, double e) {
        double d = ambient - 1;
        double b = (-2 * kappa + Math.sqrt(4 * kappa * kappa + d * d)) / d;
        return (1 - (1 + b) * e) / (1 - (1 - b) * e);
    }

    @ParameterizedTest
    @CsvSource({"2, 1.5, 0.3", "5, 2, 0.9", "11, 10, 0.5", "4, 0.2, 0.05"})
    void the_published_gradient_moves_the_proposal_as_kappa_does(int ambient, double kappa, double e) {
        double h = 1e-5;
        double slope = (proposal(ambient, kappa + h, e) - proposal(ambient, kappa - h, e)) / (2 * h);
        double w = proposal(ambient, kappa, e);
        assertThat(new VonMisesFisherCosine(ambient).slopeWithProposalFixed(1 - w, kappa))
                .isCloseTo(slope, within(1e-8));
    }
}
