package dev.elbo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.likelihoods.GaussianLikelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.networks.Body;
import dev.elbo.networks.Relu;
import dev.elbo.objectives.BetaSchedule;
import dev.elbo.objectives.Bound;
import dev.elbo.objectives.Corruption;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.objectives.Growth;
import dev.elbo.objectives.KlTerm;
import dev.elbo.objectives.Objective;
import dev.elbo.objectives.PriorMatch;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.Posterior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.testing.InScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Both losses of one step: what they are, and which parameters each of them moves. */
@ExtendWith(InScope.class)
class AdversarialVaeTest {
    private static final int DATA = 4;
    private static final int LATENT = 2;
    private static final int ROWS = 7;
    private static final int SAMPLES = 3;

    private AdversarialVae model;

    @BeforeEach
    void build() {
        Parameters parameters = new Parameters();
        Body encoder = Body.declare(parameters, "encoder", Relu::declare, DATA, List.of(5));
        Body decoder = Body.declare(parameters, "decoder", Relu::declare, LATENT, List.of(5));
        model = AdversarialVae.declare(new Vae(
                Posterior.declare(parameters, encoder, new GaussianFamily(LATENT, -12, 4)),
                new StandardPrior(LATENT),
                GaussianLikelihood.declare(parameters, decoder, DATA, OutputInitialiser.unknown(), 1),
                parameters));
        parameters.allocate(Rng.ofSeed(1));
    }

    @AfterEach
    void close() {
        model.close();
    }

    private static Objective objective(double lambda, int warmUp) {
        return new Objective(
                new BetaSchedule(1, warmUp),
                new KlTerm.None(),
                Growth.LINEAR,
                Optional.of(new PriorMatch.Adversarial(lambda)),
                Corruption.NONE,
                false,
                Optional.empty(),
                0);
    }

    private ElboTerms terms() {
        return model.terms(Rng.ofSeed(2).normal(ROWS, DATA), Rng.ofSeed(3), SAMPLES);
    }

    private double loss(Objective objective) {
        return objective.loss(terms(), 1, model.parameters()).item();
    }

    private Map<String, float[]> gradients(Objective objective) {
        model.parameters().differentiate(objective.loss(terms(), 1, model.parameters()));
        Map<String, float[]> all = new HashMap<>();
        for (Parameter parameter : model.parameters().all()) {
            all.put(parameter.name(), parameter.gradient().toFloats());
        }
        return all;
    }

    private static boolean ofAdversary(String name) {
        return name.startsWith("discriminator");
    }

    /** (rows, latent) of the posterior, then of the prior, as a step samples them. */
    private List<Tensor> samples() {
        Tensor x = Rng.ofSeed(2).normal(ROWS, DATA);
        Rng step = Rng.ofSeed(3);
        Tensor z = model.vae().posterior(x).rsample(step.child("posterior"), SAMPLES);
        Tensor ofPrior = model.vae().priorDistribution().rsample(step.child("prior samples"), SAMPLES * ROWS);
        return List.of(z.reshape(SAMPLES * ROWS, LATENT), ofPrior.squeeze(1));
    }

    private static double logSigmoid(double logOdds) {
        return -Math.log1p(Math.exp(-logOdds));
    }

    @Test
    void the_loss_is_that_of_the_encoder_and_that_of_the_adversary() {
        List<Tensor> samples = samples();
        double[] ofLatents = model.logOdds(samples.get(0)).toDoubles();
        double[] ofPrior = model.logOdds(samples.get(1)).toDoubles();
        double encoder = 0;
        double adversary = 0;
        for (int i = 0; i < ofLatents.length; i++) {
            encoder -= logSigmoid(ofLatents[i]) / ofLatents.length;
            adversary -= (logSigmoid(ofPrior[i]) + logSigmoid(-ofLatents[i])) / ofLatents.length;
        }
        double fit = -terms().meanLogLikelihood().item();
        assertThat(loss(objective(0, 0))).isCloseTo(fit + adversary, within(1e-5));
        assertThat(loss(objective(2.5, 0))).isCloseTo(fit + 2.5 * encoder + adversary, within(1e-5));
        assertThat(loss(objective(2.5, 5)))
                .as("warm-up weighs the encoder's part")
                .isCloseTo(fit + 0.5 * encoder + adversary, within(1e-5));
    }

    @Test
    void with_and_without_gradients_of_its_weights_the_adversary_is_the_same_function() {
        Tensor z = samples().get(0);
        assertThat(model.logOddsForLatents(z).toFloats())
                .containsExactly(model.logOdds(z).toFloats(), within(1e-6f));
    }

    @Test
    void the_encoders_part_does_not_move_the_adversary_nor_the_adversarys_part_the_encoder() {
        Map<String, float[]> none = gradients(objective(0, 0));
        Map<String, float[]> some = gradients(objective(3, 0));
        Objective fit = new Objective(new BetaSchedule(0, 0), 0);
        Map<String, float[]> alone = gradients(fit);
        List<String> moved = new ArrayList<>();
        none.forEach((name, gradient) -> {
            if (ofAdversary(name)) {
                assertThat(some.get(name)).as(name).containsExactly(gradient, within(1e-6f));
                assertThat(gradient).as(name).isNotEqualTo(new float[gradient.length]);
            } else {
                assertThat(alone.get(name)).as(name).containsExactly(gradient, within(1e-5f));
                if (!java.util.Arrays.equals(some.get(name), gradient)) {
                    moved.add(name);
                }
            }
        });
        assertThat(moved)
                .contains("encoder.0.weight", "posterior.head.weight")
                .doesNotContain("likelihood.mean.weight");
    }

    /** In float32: a step of 1e-2 leaves a truncation error of about 1e-4, rounding one of about 1e-4. */
    @Test
    void the_gradients_are_those_of_central_differences() {
        checkGradient("posterior.head.bias", 1);
        checkGradient("discriminator.2.bias", 0);
    }

    /** λ times the encoder's part, or the adversary's own, alone: the other is taken away. */
    private void checkGradient(String name, double lambda) {
        Parameter parameter = model.parameters().get(name);
        float[] start = parameter.tensor().toFloats();
        float[] gradient = gradients(objective(lambda, 0)).get(name);
        for (int i = 0; i < start.length; i++) {
            double[] sides = new double[2];
            for (int side = 0; side < 2; side++) {
                float[] moved = start.clone();
                moved[i] += side == 0 ? -1e-2f : 1e-2f;
                model.parameters().set(parameter, moved);
                double adversary = ofAdversary(name) ? 0 : adversaryAlone();
                sides[side] = loss(objective(lambda, 0)) - adversary;
            }
            model.parameters().set(parameter, start);
            assertThat((double) gradient[i]).isCloseTo((sides[1] - sides[0]) / 2e-2, within(2e-3));
        }
    }

    private double adversaryAlone() {
        double fit = -terms().meanLogLikelihood().item();
        return loss(objective(0, 0)) - fit;
    }

    @Test
    void rows_are_separate_and_validation_takes_the_fit() {
        assertThat(objective(1, 0).rowsSeparate()).isTrue();
        assertThat(model.rowsSeparate()).isTrue();
        assertThat(objective(1, 0).validationLoss(new Bound(-9, 3))).isEqualTo(9);
        assertThat(objective(1, 0).lossOfBatch()).isEmpty();
        Objective wae = new Objective(
                BetaSchedule.ELBO,
                new KlTerm.None(),
                Growth.LINEAR,
                Optional.of(new PriorMatch.Discrepancy(10)),
                Corruption.NONE,
                false,
                Optional.empty(),
                0);
        assertThat(wae.rowsSeparate()).isFalse();
        assertThat(wae.validationLoss(new Bound(-9, 3, -12, 0.5))).isEqualTo(0.5);
        double fit = -terms().meanLogLikelihood().item();
        double expected = fit + 10 * terms().discrepancy().item();
        assertThat(loss(wae)).isCloseTo(expected, within(1e-4));
        assertThat(wae.lossOfBatch().orElseThrow().apply(terms()).item()).isCloseTo(expected, within(1e-4));
    }
}
