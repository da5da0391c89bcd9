package dev.elbo.priors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.networks.Body;
import dev.elbo.networks.Gated;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.Posterior;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.NoGrad;
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

@ExtendWith(InScope.class)
class VampPriorTest {
    private static final int DATA = 4;

    private final Parameters parameters = new Parameters();
    private Posterior posterior;

    private VampPrior prior(int components, Initialiser pseudoInputs) {
        Body body = Body.declare(parameters, "posterior.body", Gated::declare, DATA, List.of(5));
        posterior = Posterior.declare(parameters, body, new GaussianFamily(2, -6, 2));
        VampPrior prior = VampPrior.declare(
                parameters,
                components,
                DATA,
                0,
                1,
                pseudoInputs,
                VampPrior.RestrictedPosterior.of(posterior::distribution));
        parameters.allocate(Rng.ofSeed(7));
        return prior;
    }

    @AfterEach
    void close() {
        parameters.close();
    }

    @Test
    void with_one_pseudo_input_it_is_the_posterior_there() {
        VampPrior prior = prior(1, Initialiser.uniform(0.1, 0.9));
        Tensor z = Tensors.of(new float[] {0, 0, 1, -2, 0.3f, 4}, 3, 2);
        double[] expected =
                posterior.distribution(prior.pseudoInputs()).logProb(z).toDoubles();
        assertThat(prior.distribution().logProb(z).toDoubles())
                .containsExactly(expected, within(1e-4)); // float32 terms up to about 100
    }

    @Test
    void it_is_the_mean_of_the_posteriors_at_its_pseudo_inputs_jointly_over_the_latents() {
        VampPrior prior = prior(3, Initialiser.uniform(0.1, 0.9));
        Tensor z = Tensors.of(new float[] {0.2f, -0.3f}, 1, 2);
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            Tensor u = prior.pseudoInputs().narrow(0, k, 1);
            sum += Math.exp(posterior.distribution(u).logProb(z).item()) / 3;
        }
        assertThat(prior.distribution().logProb(z).item()).isCloseTo(Math.log(sum), within(1e-5));
    }

    @Test
    void its_gradient_reaches_the_encoder_and_the_pseudo_inputs() {
        VampPrior prior = prior(3, Initialiser.uniform(0.1, 0.9));
        prior.distribution().logProb(Tensors.full(0.7, 2, 2)).sumAll().backward();
        for (Parameter parameter : parameters.all()) {
            for (float slope : parameter.gradient().toFloats()) {
                assertThat(slope).as(parameter.name()).isNotZero();
            }
        }
    }

    @Test
    void a_pseudo_input_outside_the_data_range_is_held_at_its_edge_without_a_gradient() {
        VampPrior prior = prior(2, (values, random) -> {
            float[] first = {0.2f, -0.1f, 1.3f, 0.9f, 0, 1, 0.5f, 7};
            System.arraycopy(first, 0, values, 0, values.length);
        });
        assertThat(prior.pseudoInputs().toFloats()).containsExactly(0.2f, 0, 1, 0.9f, 0, 1, 0.5f, 1);
        assertThat(prior.deadShare()).isEqualTo(3 / 8.0);
        prior.distribution().logProb(Tensors.full(0.7, 1, 2)).sumAll().backward();
        float[] slopes = prior.raw().gradient().toFloats();
        for (int i : new int[] {1, 2, 7}) {
            assertThat(slopes[i]).isZero();
        }
        for (int i : new int[] {0, 3, 4, 5, 6}) { // the edges themselves are inside
            assertThat(slopes[i]).isNotZero();
        }
    }

    @Test
    void without_a_range_nothing_is_held() {
        Parameters free = new Parameters();
        VampPrior prior = VampPrior.declare(
                free,
                1,
                2,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Initialiser.constant(-40),
                (x, restrict, c) -> null);
        free.allocate(Rng.ofSeed(0));
        assertThat(prior.pseudoInputs().toFloats()).containsOnly(-40);
        assertThat(prior.deadShare()).isZero();
        free.close();
    }

    @Test
    void the_mixture_priors_weights_are_a_softmax_of_its_logits() {
        MixturePrior mixture = MixturePrior.declare(parameters, 3, 2);
        parameters.allocate(Rng.ofSeed(1));
        parameters.set(mixture.weightLogits(), new float[] {1, 2, 4});
        parameters.set(mixture.means(), new float[] {0, 0, 50, 50, -50, -50});
        double total = Math.exp(1) + Math.exp(2) + Math.exp(4);
        double[] at = mixture.distribution()
                .logProb(Tensors.of(new float[] {0, 0, 50, 50, -50, -50}, 3, 2))
                .toDoubles();
        double[] logits = {1, 2, 4};
        for (int k = 0; k < 3; k++) {
            double expected = logits[k] - Math.log(total) - Math.log(2 * Math.PI);
            assertThat(at[k]).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void with_projection_a_step_outside_the_range_ends_at_its_edge_with_a_gradient() {
        VampPrior prior = prior(1, (values, random) -> {
                    float[] first = {0.2f, -0.1f, 1.3f, 0.9f};
                    System.arraycopy(first, 0, values, 0, values.length);
                })
                .withProjection();

        NoGrad.run(prior::afterStep);
        prior.distribution().logProb(Tensors.full(0.7, 1, 2)).sumAll().backward();

        assertThat(prior.raw().tensor().toFloats()).containsExactly(0.2f, 0, 1, 0.9f);
        assertThat(prior.deadShare()).isZero();
        for (float slope : prior.raw().gradient().toFloats()) {
            assertThat(slope).isNotZero();
        }
    }
}
