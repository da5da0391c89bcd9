package dev.elbo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.likelihoods.BernoulliLikelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.FilmLayer;
import dev.elbo.networks.Layer;
import dev.elbo.networks.Relu;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.HierarchicalPosterior;
import dev.elbo.posteriors.NetworkPosterior;
import dev.elbo.posteriors.Posterior;
import dev.elbo.priors.HierarchicalPrior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.priors.VampPrior;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Models whose every layer sees a context, rows with contexts of their own against each context alone. */
@ExtendWith(InScope.class)
class VaeContextTest {
    private static final float[] PLACES = {-0.9f, 0.1f, 0.7f, 1};
    private static final Context OF_ROWS = Context.ofRows(PLACES, 1);
    private static final int SAMPLES = 3;

    private final Parameters parameters = new Parameters();

    @AfterEach
    void close() {
        parameters.close();
    }

    private Layer layer(Parameters all, String name, int in, int out) {
        return FilmLayer.declare(all, name, Relu.declare(all, name, in, out), out);
    }

    private Body body(String name, int in) {
        return Body.declare(parameters, name, this::layer, in, List.of(5));
    }

    private NetworkPosterior posterior(String name, int in) {
        return NetworkPosterior.declare(
                parameters, name + ".head", body(name + ".body", in), new GaussianFamily(2, -4, 2));
    }

    private BernoulliLikelihood likelihood(int latent) {
        return BernoulliLikelihood.declare(parameters, body("decoder", latent), 3, OutputInitialiser.unknown());
    }

    private void allocate() {
        parameters.allocate(Rng.ofSeed(1));
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

    private static void assertEachRowSeesItsOwn(Vae model) {
        ElboTerms terms = model.withContext(OF_ROWS).terms(data(), Rng.ofSeed(5), SAMPLES);
        float[] kl = terms.kl().toFloats();
        float[] logLikelihood = terms.logLikelihood().toFloats();
        for (int row = 0; row < PLACES.length; row++) {
            ElboTerms alone =
                    model.withContext(Context.of(PLACES[row])).terms(data(), Rng.ofSeed(5), SAMPLES); // the same draws
            for (int i = row; i < kl.length; i += PLACES.length) {
                assertThat(kl[i]).isCloseTo(alone.kl().toFloats()[i], within(1e-5f));
            }
            for (int i = row; i < logLikelihood.length; i += PLACES.length) {
                assertThat(logLikelihood[i]).isCloseTo(alone.logLikelihood().toFloats()[i], within(1e-5f));
            }
        }
        float[] elsewhere = model.withContext(Context.of(-1))
                .terms(data(), Rng.ofSeed(5), SAMPLES)
                .kl()
                .toFloats();
        assertThat(kl).as("the context matters").doesNotContain(elsewhere);
    }

    @Test
    void each_row_of_one_level_sees_its_own_context() {
        Vae model = new Vae(posterior("posterior", 3), new StandardPrior(2), likelihood(2), parameters);
        allocate();
        assertEachRowSeesItsOwn(model);
    }

    @Test
    void each_row_of_two_levels_sees_its_own_context_in_posterior_and_prior() {
        NetworkPosterior upper = posterior("upper", 3);
        NetworkPosterior lower = posterior("lower", 10);
        NetworkPosterior conditional = posterior("conditional", 2);
        Vae model = new Vae(
                new HierarchicalPosterior(
                        upper, layer(parameters, "seen", 3, 5), layer(parameters, "drawn", 2, 5), lower),
                new HierarchicalPrior(new StandardPrior(2), 2, conditional::distribution),
                likelihood(4),
                parameters);
        allocate();
        assertEachRowSeesItsOwn(model);
        assertThat(model.withContext(Context.of(0.3))
                        .samplePrior(Rng.ofSeed(2), 6)
                        .shape())
                .containsExactly(6, 4);
    }

    @Test
    void a_vamp_prior_is_the_mixture_of_posteriors_in_the_same_context() {
        Posterior posterior = posterior("posterior", 3);
        VampPrior prior = VampPrior.declare(
                parameters,
                1,
                3,
                0,
                1,
                Initialiser.uniform(0, 1),
                VampPrior.RestrictedPosterior.of(posterior::distribution));
        Vae model = new Vae(posterior, prior, likelihood(2), parameters);
        allocate();
        Context context = Context.of(0.7);
        Tensor z = Tensors.of(new float[] {0, 0, 1, -2}, 2, 2);
        assertThat(model.withContext(context).priorDistribution().logProb(z).toDoubles())
                .containsExactly(
                        posterior
                                .distribution(prior.pseudoInputs(), context)
                                .logProb(z)
                                .toDoubles(),
                        within(1e-4));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> model.withContext(OF_ROWS).priorDistribution())
                .withMessage("a VampPrior takes one context for all rows, got 4 of them");
    }
}
