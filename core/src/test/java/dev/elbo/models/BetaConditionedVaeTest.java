package dev.elbo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.ScaleParameter;
import dev.elbo.likelihoods.BernoulliLikelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.likelihoods.SharedGaussianLikelihood;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.FilmLayer;
import dev.elbo.networks.Relu;
import dev.elbo.networks.Sequence;
import dev.elbo.objectives.BetaRange;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.objectives.Objective;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.Posterior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A model that sees beta against the same model held at each row's beta. */
@ExtendWith(InScope.class)
class BetaConditionedVaeTest {
    private static final BetaRange RANGE = new BetaRange(0.01, 10);

    private final Parameters parameters = new Parameters();
    private BetaConditionedVae model;

    @BeforeEach
    void model() {
        Body.Kind kind = (all, name, in, out) -> FilmLayer.declare(all, name, Relu.declare(all, name, in, out), out);
        Body encoder = Body.declare(parameters, "encoder", kind, 3, List.of(6, 5));
        Body decoder = Body.declare(parameters, "decoder", kind, 2, List.of(5, 6));
        Vae vae = new Vae(
                Posterior.declare(parameters, encoder, new GaussianFamily(2, -6, 2))
                        .modulated(parameters, "posterior.head"),
                new StandardPrior(2),
                BernoulliLikelihood.declare(parameters, decoder, 3, OutputInitialiser.unknown()),
                parameters);
        parameters.allocate(Rng.ofSeed(1));
        model = new BetaConditionedVae(vae, RANGE);
    }

    @AfterEach
    void close() {
        parameters.close();
    }

    private void modulate() {
        for (Parameter parameter : parameters.all()) {
            if (parameter.name().endsWith(".modulation")) {
                float[] values = new float
                        [Math.toIntExact(parameter.shape()[0] * parameter.shape()[1])];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) Math.sin(i + 1.0) * 0.5f;
                }
                parameters.set(parameter, values);
            }
        }
    }

    private static Tensor data() {
        return Tensors.of(new float[] {1, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1}, 4, 3);
    }

    @Test
    void at_first_beta_changes_nothing() {
        float[] low = model.at(0.01).posterior(data()).mean().toFloats();
        assertThat(model.at(10).posterior(data()).mean().toFloats()).containsExactly(low);
        modulate();
        assertThat(model.at(10).posterior(data()).mean().toFloats()).isNotEqualTo(low);
    }

    @Test
    void a_training_step_sees_each_row_at_its_own_beta() {
        modulate();
        int samples = 3;
        Rng rng = Rng.ofSeed(5);
        ElboTerms terms = model.terms(data(), rng, samples);
        float[] kl = terms.kl().toFloats();
        float[] places = RANGE.draw(rng.child("beta").java(), 4);
        double weighted = 0;
        for (int row = 0; row < 4; row++) {
            double beta = RANGE.denormalise(places[row]);
            ElboTerms alone = model.at(beta).terms(data(), rng, samples); // the same draws
            assertThat(kl[row]).isCloseTo(alone.kl().toFloats()[row], within(1e-5f));
            for (int sample = 0; sample < samples; sample++) {
                assertThat(terms.logLikelihood().toFloats()[sample * 4 + row])
                        .isCloseTo(alone.logLikelihood().toFloats()[sample * 4 + row], within(1e-5f));
            }
            weighted += beta * kl[row] / 4;
        }
        double loss = Objective.ELBO.loss(terms, 1, parameters).item();
        assertThat(loss).isCloseTo(weighted - terms.meanLogLikelihood().item(), within(1e-4));
        assertThat(places).doesNotHaveDuplicates();
    }

    @Test
    void every_parameter_is_reached_by_a_gradient() {
        modulate();
        Objective.ELBO
                .loss(model.terms(data(), Rng.ofSeed(5), 2), 1, parameters)
                .backward();
        assertThat(parameters.all())
                .allSatisfy(p -> assertThat(p.gradient().abs().maxAll().item()).isPositive());
    }

    @Test
    void a_learned_sigma_is_a_function_of_beta_and_each_row_is_scored_under_its_own() {
        Parameters own = new Parameters();
        SharedGaussianLikelihood likelihood = SharedGaussianLikelihood.declare(
                        own, new Body(new Sequence(List.of()), 2), 3, OutputInitialiser.unknown())
                .modulated(own);
        own.allocate(Rng.ofSeed(1));
        own.set(own.get("likelihood.logStdDev"), new float[] {-0.5f});
        Tensor z = Tensors.of(new float[] {0, 1, 1, 0}, 2, 2);
        Context both = Context.ofRows(new float[] {-0.5f, 1}, 1);
        assertThat(likelihood.scale(z, both).orElseThrow().logScale().toFloats())
                .as("the same at first")
                .containsExactly(new float[] {(float) above(-0.5), (float) above(-0.5)}, within(1e-6f));
        own.set(own.get("likelihood.logStdDev.modulation"), new float[] {0.3f, -0.2f, 0.1f});
        double[] expected = {above(-0.5 - 0.15 - 0.05 - 0.0125), above(-0.5 + 0.3 - 0.2 + 0.1)};
        assertThat(likelihood.scale(z, both).orElseThrow().logScale().toDoubles())
                .containsExactly(expected, within(1e-6));
        Tensor x = Tensors.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        double[] logProbs = likelihood.distribution(z, both).logProb(x).toDoubles();
        float[] means = likelihood.distribution(z, both).mean().toFloats();
        for (int row = 0; row < 2; row++) {
            double sum = 0;
            for (int d = 0; d < 3; d++) {
                double t = (x.toFloats()[3 * row + d] - means[3 * row + d]) / Math.exp(expected[row]);
                sum -= 0.5 * t * t + expected[row] + 0.5 * Math.log(2 * Math.PI);
            }
            assertThat(logProbs[row]).isCloseTo(sum, within(1e-3));
        }
        own.close();
    }

    /** Above the least scale, by softplus. */
    private static double above(double raw) {
        return ScaleParameter.LOG_LEAST + Math.log1p(Math.exp(raw - ScaleParameter.LOG_LEAST));
    }
}
