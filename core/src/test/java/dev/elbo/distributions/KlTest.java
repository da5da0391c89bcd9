package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.Gradients;
import dev.elbo.testing.InScope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(InScope.class)
class KlTest {
    private static final double[] Q_MEAN = {0.4, -1.3, 2};
    private static final double[] Q_LOG_VAR = {-1.2, 0.3, 0.8};
    private static final double[] P_MEAN = {-0.2, 0.9, 1.1};
    private static final double[] P_LOG_VAR = {0.5, -0.6, 0.1};

    private static DiagonalGaussian gaussian(double[] mean, double[] logVar) {
        return new DiagonalGaussian(Tensors.of(mean, 1, mean.length), Tensors.of(logVar, 1, mean.length));
    }

    /** A pair with a closed form, by the parameters of its second distribution; none for the standard normal. */
    record Pair(String name, double[] mean, double[] logVar) {
        Distribution p() {
            return name.startsWith("standard") ? new StandardNormal(3) : gaussian(mean, logVar);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Pair> pairs() {
        return List.of(
                new Pair("standard normal", new double[3], new double[3]),
                new Pair("diagonal gaussian", P_MEAN, P_LOG_VAR));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void the_closed_form_is_the_sum_of_integrals_over_the_axes(Pair pair) {
        double expected = 0;
        for (int d = 0; d < 3; d++) {
            expected += integral(Q_MEAN[d], Q_LOG_VAR[d], pair.mean()[d], pair.logVar()[d]);
        }
        double actual = Kl.closedForm(gaussian(Q_MEAN, Q_LOG_VAR), pair.p()).item();
        assertThat(actual).isCloseTo(expected, within(1e-10)); // trapezium rule over 12 deviations, exact to rounding
    }

    private static double integral(double qMean, double qLogVar, double pMean, double pLogVar) {
        double sd = Math.exp(qLogVar / 2);
        double step = sd / 50;
        double sum = 0;
        for (int i = -600; i <= 600; i++) {
            double z = qMean + i * step;
            double q = logNormal(z, qMean, qLogVar);
            sum += Math.exp(q) * (q - logNormal(z, pMean, pLogVar)) * step;
        }
        return sum;
    }

    private static double logNormal(double z, double mean, double logVar) {
        return -0.5 * (Math.log(2 * Math.PI) + logVar + (z - mean) * (z - mean) * Math.exp(-logVar));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void the_closed_form_is_the_mean_of_the_monte_carlo_terms(Pair pair) {
        DiagonalGaussian q = gaussian(Q_MEAN, Q_LOG_VAR);
        int samples = 40_000;
        Tensor terms = Kl.monteCarlo(q, pair.p(), q.rsample(Rng.ofSeed(2), samples));
        assertThat(terms.shape()).containsExactly(samples, 1);
        double mean = terms.meanAll().item();
        double error = Math.sqrt((terms.square().meanAll().item() - mean * mean) / samples);
        assertThat(mean).isCloseTo(Kl.closedForm(q, pair.p()).item(), within(5 * error));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void the_gradient_is_that_of_central_differences(Pair pair) {
        Gradients.assertMatch(
                x -> Kl.closedForm(
                        new DiagonalGaussian(
                                x.narrow(0, 0, 3).reshape(1, 3),
                                x.narrow(0, 3, 3).reshape(1, 3)),
                        pair.name().startsWith("standard")
                                ? pair.p()
                                : new DiagonalGaussian(
                                        x.narrow(0, 6, 3).reshape(1, 3),
                                        x.narrow(0, 9, 3).reshape(1, 3))),
                0.4,
                -1.3,
                2,
                -1.2,
                0.3,
                0.8,
                -0.2,
                0.9,
                1.1,
                0.5,
                -0.6,
                0.1);
    }

    @Test
    void a_distribution_is_no_nats_away_from_itself() {
        DiagonalGaussian q = gaussian(Q_MEAN, Q_LOG_VAR);
        assertThat(Kl.closedForm(q, q).item()).isZero();
        assertThat(Kl.closedForm(gaussian(new double[3], new double[3]), new StandardNormal(3))
                        .item())
                .isZero();
    }

    @Test
    void it_is_one_number_for_each_row() {
        DiagonalGaussian two = new DiagonalGaussian(Tensors.of(new float[] {0, 0, 3, 4}, 2, 2), Tensors.zeros(2, 2));
        assertThat(Kl.closedForm(two, new StandardNormal(2)).toDoubles()).containsExactly(0, 12.5);
    }

    @Test
    void a_pair_without_a_closed_form_is_refused_by_name_never_estimated() {
        DiagonalGaussian q = gaussian(Q_MEAN, Q_LOG_VAR);
        GaussianMixture p = GaussianMixture.uniform(q);
        assertThat(Kl.hasClosedForm(q, p)).isFalse();
        assertThat(Kl.hasClosedForm(q, new StandardNormal(3))).isTrue();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Kl.closedForm(q, p))
                .withMessage("KL(DiagonalGaussian || GaussianMixture) has no closed form here; ask for Kl.monteCarlo");
    }
}
