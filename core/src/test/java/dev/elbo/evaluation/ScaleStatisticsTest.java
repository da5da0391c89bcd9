package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.likelihoods.SharedGaussianLikelihood;
import dev.elbo.models.Vae;
import dev.elbo.networks.Body;
import dev.elbo.networks.Sequence;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.Posterior;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class ScaleStatisticsTest {

    /** E (x − zW − b)² = (x − μW − b)² + Σ_l σ_l² W_l², where row l of W is what the decoder adds for a unit of z_l. */
    @Test
    void the_squared_error_of_draws_is_that_of_the_mean_plus_the_decoded_variance() {
        try (Vae model = LinearGaussian.model(0.3, 0.5)) {
            DiagonalGaussian q = (DiagonalGaussian)
                    model.posterior(Tensors.of(LinearGaussian.data(), LinearGaussian.rows(), LinearGaussian.DATA));
            float[] mean = q.mean().toFloats();
            float[] variance = q.logVar().exp().toFloats();
            float[] decoded = model.decode(Tensors.of(mean, LinearGaussian.rows(), LinearGaussian.LATENT))
                    .toFloats();
            float[] units = model.decode(Tensors.of(new float[] {0, 0, 1, 0, 0, 1}, 3, LinearGaussian.LATENT))
                    .toFloats();
            double expected = 0;
            for (int i = 0; i < decoded.length; i++) {
                int row = i / LinearGaussian.DATA;
                int d = i % LinearGaussian.DATA;
                expected += Math.pow(LinearGaussian.data()[i] - decoded[i], 2);
                for (int l = 0; l < LinearGaussian.LATENT; l++) {
                    double w = units[(1 + l) * LinearGaussian.DATA + d] - units[d];
                    expected += variance[row * LinearGaussian.LATENT + l] * w * w;
                }
            }
            expected /= decoded.length;
            double measured = 0;
            int repeats = 4000;
            for (int seed = 0; seed < repeats; seed++) {
                ScaleStatistics once = ScaleStatistics.measure(model, LinearGaussian.batches(3), Rng.ofSeed(seed))
                        .orElseThrow();
                measured += once.recomputed() * once.recomputed() / repeats;
                assertThat(once.frozen()).isCloseTo(LinearGaussian.STD_DEV, within(1e-6));
                assertThat(once.shareAtFloor()).isZero();
            }
            // a mean of 12 squares has a deviation below its size: 1 / √4000 = 0.016 of it at most
            assertThat(measured).isCloseTo(expected, within(0.05 * expected));
        }
    }

    @Test
    void scales_that_stand_on_their_floor_are_counted() {
        Parameters parameters = new Parameters();
        Body body = new Body(new Sequence(List.of()), 3);
        try (Vae model = new Vae(
                Posterior.declare(parameters, body, new GaussianFamily(3, -12, 4)),
                new StandardPrior(3),
                SharedGaussianLikelihood.declare(parameters, body, 3, OutputInitialiser.unknown()),
                parameters)) {
            parameters.allocate(Rng.ofSeed(2));
            parameters.set(parameters.get("likelihood.logStdDev"), new float[] {(float) ScaleParameter.LOG_LEAST});
            assertThat(ScaleStatistics.measure(model, LinearGaussian.batches(3), Rng.ofSeed(1))
                            .orElseThrow()
                            .shareAtFloor())
                    .isEqualTo(1);
        }
    }
}
