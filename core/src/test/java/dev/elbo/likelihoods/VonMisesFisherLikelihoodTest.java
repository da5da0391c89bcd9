package dev.elbo.likelihoods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Sequence;
import dev.elbo.tensor.NoGrad;
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

@ExtendWith(InScope.class)
class VonMisesFisherLikelihoodTest {
    private final Parameters parameters = new Parameters();
    private VonMisesFisherLikelihood likelihood;

    @BeforeEach
    void declare() {
        likelihood = VonMisesFisherLikelihood.declare(parameters, new Body(new Sequence(List.of()), 2), 3);
        parameters.allocate(Rng.ofSeed(1));
    }

    @AfterEach
    void close() {
        parameters.close();
    }

    private static Tensor latents() {
        return Tensors.of(new float[] {0.7f, -1.1f, 3, 2}, 2, 2);
    }

    @Test
    void the_head_gives_a_direction_of_length_one_and_a_concentration_above_zero() {
        VonMisesFisher distribution = (VonMisesFisher) likelihood.distribution(latents(), Context.NONE);
        float[] head = likelihood.outputHead().apply(latents()).toFloats();
        float[] location = distribution.location().toFloats();
        for (int row = 0; row < 2; row++) {
            double length = Math.sqrt(head[4 * row] * head[4 * row]
                    + head[4 * row + 1] * head[4 * row + 1]
                    + head[4 * row + 2] * head[4 * row + 2]);
            for (int i = 0; i < 3; i++) {
                assertThat((double) location[3 * row + i]).isCloseTo(head[4 * row + i] / length, within(1e-6));
            }
            assertThat((double) distribution.concentration().toFloats()[row])
                    .isCloseTo(Math.log1p(Math.exp(head[4 * row + 3])), within(1e-6));
        }
    }

    @Test
    void the_density_integrates_to_one_over_the_sphere() {
        parameters.set(parameters.get("likelihood.direction-concentration.bias"), new float[] {1, -2, 0.5f, 7});
        int heights = 200;
        int turns = 100;
        float[] grid = new float[heights * turns * 3];
        for (int i = 0; i < heights * turns; i++) {
            double height = -1 + (i / turns + 0.5) * 2 / heights; // even in height is even in surface
            double angle = 2 * Math.PI * (i % turns) / turns;
            grid[3 * i] = (float) (Math.sqrt(1 - height * height) * Math.cos(angle));
            grid[3 * i + 1] = (float) (Math.sqrt(1 - height * height) * Math.sin(angle));
            grid[3 * i + 2] = (float) height;
        }
        for (int row = 0; row < 2; row++) {
            Tensor z = latents().narrow(0, row, 1);
            double mean = NoGrad.run(() -> likelihood
                    .distribution(z)
                    .logProb(Tensors.of(grid, heights * turns, 3))
                    .exp()
                    .meanAll()
                    .item());
            assertThat(mean * 4 * Math.PI).isCloseTo(1, within(2e-3)); // midpoints of 200 heights
        }
    }

    @Test
    void every_parameter_is_reached_by_a_gradient() {
        Tensor x = Tensors.of(new float[] {0, 0.6f, 0.8f, 1, 0, 0}, 2, 3);
        likelihood.distribution(latents()).logProb(x).sumAll().backward();
        for (Parameter parameter : parameters.all()) {
            float[] gradient = parameter.gradient().toFloats();
            for (float slope : gradient) {
                assertThat(slope).as(parameter.name()).isNotZero().isFinite();
            }
        }
    }

    @Test
    void spheres_side_by_side_are_independent_and_each_has_a_concentration_of_its_own() {
        Parameters own = new Parameters();
        VonMisesFisherLikelihood torus =
                VonMisesFisherLikelihood.declare(own, new Body(new Sequence(List.of()), 2), 2, 2);
        own.allocate(Rng.ofSeed(4));
        float[] head = torus.outputHead().apply(latents()).toFloats(); // two directions, two concentrations
        Tensor x = Tensors.of(new float[] {0.6f, 0.8f, -1, 0, 0, 1, 0.8f, -0.6f}, 2, 4);
        double[] logProbs =
                torus.distribution(latents(), Context.NONE).logProb(x).toDoubles();
        for (int row = 0; row < 2; row++) {
            double sum = 0;
            for (int sphere = 0; sphere < 2; sphere++) {
                int at = 6 * row + 2 * sphere;
                double length = Math.hypot(head[at], head[at + 1]);
                double kappa = Math.log1p(Math.exp(head[6 * row + 4 + sphere]));
                double cosine = (head[at] * x.toFloats()[4 * row + 2 * sphere]
                                + head[at + 1] * x.toFloats()[4 * row + 2 * sphere + 1])
                        / length;
                sum += kappa * cosine - Math.log(2 * Math.PI * besselI0(kappa));
            }
            assertThat(logProbs[row]).isCloseTo(sum, within(1e-5));
        }
        own.close();
    }

    private static double besselI0(double kappa) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < 60; k++) {
            term *= kappa * kappa / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
