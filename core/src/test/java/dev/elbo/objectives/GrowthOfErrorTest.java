package dev.elbo.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.StandardNormal;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Eq. 8 of Dai et al. 2021 with g and h, against numbers from log p(x|z) and from the posterior means. */
@ExtendWith(InScope.class)
class GrowthOfErrorTest {
    private static final int SAMPLES = 3;

    private static Objective objective(Growth g, Growth h, double weight) {
        return new Objective(
                new BetaSchedule(weight, 0),
                new KlTerm.LatentNormPenalty(h),
                g,
                Optional.empty(),
                Corruption.NONE,
                false,
                Optional.empty(),
                0);
    }

    private static DoubleUnaryOperator value(Growth growth) {
        return switch (growth) {
            case LINEAR -> t -> t;
            case SATURATING -> t -> t / (1 + t);
            case LOG -> Math::log;
        };
    }

    private static DoubleUnaryOperator slope(Growth growth) {
        return switch (growth) {
            case LINEAR -> t -> 1;
            case SATURATING -> t -> 1 / ((1 + t) * (1 + t));
            case LOG -> t -> 1 / t;
        };
    }

    private static ElboTerms terms(Vae model) {
        Tensor x = Tensors.of(LinearGaussian.data(), LinearGaussian.rows(), LinearGaussian.DATA);
        return model.terms(x, Rng.ofSeed(4), SAMPLES);
    }

    /** The normalising constant of log N(x; m, σ² I). */
    private static double constant() {
        double variance = LinearGaussian.STD_DEV * LinearGaussian.STD_DEV;
        return LinearGaussian.DATA / 2.0 * Math.log(2 * Math.PI * variance);
    }

    /** The mean squared error over σ², from log p(x|z). */
    private static double error(Vae model) {
        return 2 * (-terms(model).meanLogLikelihood().item() - constant()) / LinearGaussian.DATA;
    }

    private static float[] gradient(Vae model, Objective objective) {
        model.parameters().differentiate(objective.loss(terms(model), 1, model.parameters()));
        return model.parameters().gradient().toFloats();
    }

    @ParameterizedTest
    @EnumSource(Growth.class)
    void the_error_enters_by_g_times_half_the_dimensions(Growth g) {
        try (Vae model = LinearGaussian.model(0.3, 0.5)) {
            double expected = LinearGaussian.DATA / 2.0 * value(g).applyAsDouble(error(model));
            double shift = g == Growth.LINEAR ? constant() : 0; // linear g is −log p(x|z), constants and all
            double loss = objective(g, Growth.LINEAR, 0)
                    .loss(terms(model), 1, model.parameters())
                    .item();
            assertThat(loss).isCloseTo(expected + shift, within(1e-5));
        }
    }

    @ParameterizedTest
    @EnumSource(Growth.class)
    void its_gradient_is_that_of_the_fit_times_the_slope_of_g(Growth g) {
        try (Vae model = LinearGaussian.model(0.3, 0.5)) {
            float[] plain = gradient(model, objective(Growth.LINEAR, Growth.LINEAR, 0));
            float[] bent = gradient(model, objective(g, Growth.LINEAR, 0));
            double factor = slope(g).applyAsDouble(error(model));
            for (int i = 0; i < plain.length; i++) {
                assertThat((double) bent[i]).isCloseTo(factor * plain[i], within(1e-5 * Math.max(1, factor)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Growth.class)
    void the_latents_enter_by_h_of_their_mean_squares(Growth h) {
        try (Vae model = LinearGaussian.model(0.3, 0.5)) {
            Tensor x = Tensors.of(LinearGaussian.data(), LinearGaussian.rows(), LinearGaussian.DATA);
            double[] means = model.posterior(x).mean().toDoubles();
            double penalty = 0;
            for (int k = 0; k < LinearGaussian.LATENT; k++) {
                double square = 0;
                for (int row = 0; row < LinearGaussian.rows(); row++) {
                    double mean = means[row * LinearGaussian.LATENT + k];
                    square += mean * mean / LinearGaussian.rows();
                }
                penalty += value(h).applyAsDouble(square);
            }
            double fit = LinearGaussian.DATA / 2.0 * Math.log(error(model));
            double loss = objective(Growth.LOG, h, 0.7)
                    .loss(terms(model), 1, model.parameters())
                    .item();
            assertThat(loss).isCloseTo(fit + 0.7 * penalty, within(1e-5));
        }
    }

    @Test
    void a_loss_with_any_g_or_h_depends_on_a_whole_batch() {
        assertThat(objective(Growth.LOG, Growth.LINEAR, 1).rowsSeparate()).isFalse();
        assertThat(objective(Growth.LINEAR, Growth.LINEAR, 1).rowsSeparate()).isFalse();
    }

    @Test
    void validation_takes_the_loss_itself() {
        try (Vae model = LinearGaussian.model(0.3, 0.5)) {
            Objective warming = new Objective(
                    new BetaSchedule(0.7, 9),
                    new KlTerm.LatentNormPenalty(Growth.SATURATING),
                    Growth.LOG,
                    Optional.empty(),
                    Corruption.NONE,
                    false,
                    Optional.empty(),
                    5);
            double atFullWeight = objective(Growth.LOG, Growth.SATURATING, 0.7)
                    .loss(terms(model), 1, model.parameters())
                    .item();
            assertThat(warming.lossOfBatch().orElseThrow().apply(terms(model)).item())
                    .isCloseTo(atFullWeight, within(1e-6));
            assertThat(warming.validationLoss(new Bound(-3, 50, -53, 0.25))).isEqualTo(0.25);
        }
    }

    @Test
    void terms_without_squared_errors_say_so() {
        Tensor z = Tensors.zeros(1, 1, 2);
        ElboTerms terms = new ElboTerms(Tensors.zeros(1, 1), new StandardNormal(2), new StandardNormal(2), z);
        assertThatIllegalStateException()
                .isThrownBy(terms::squaredError)
                .withMessage("these terms have no squared errors");
    }
}
