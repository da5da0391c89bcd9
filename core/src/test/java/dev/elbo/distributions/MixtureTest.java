package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three narrow distributions on the sphere, one about each axis. */
@ExtendWith(InScope.class)
class MixtureTest {
    private static VonMisesFisher axes() {
        return new VonMisesFisher(
                Tensors.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3), Tensors.of(new float[] {300, 300, 300}, 3));
    }

    @Test
    void draws_are_spread_over_the_components_and_no_two_are_one() {
        int samples = 3000;
        float[] draws =
                Mixture.uniform(axes(), 3).rsample(Rng.ofSeed(4), samples).toFloats();
        int[] near = new int[3];
        Set<List<Float>> distinct = new HashSet<>();
        for (int i = 0; i < samples; i++) {
            for (int axis = 0; axis < 3; axis++) {
                near[axis] += draws[3 * i + axis] > 0.9 ? 1 : 0;
            }
            distinct.add(List.of(draws[3 * i], draws[3 * i + 1], draws[3 * i + 2]));
        }
        for (int count : near) { // binomial: a deviation of √(3000 · 2/9) = 26
            assertThat(count).isBetween(1000 - 5 * 26, 1000 + 5 * 26);
        }
        assertThat(near[0] + near[1] + near[2]).isEqualTo(samples);
        assertThat(distinct).hasSize(samples);
    }

    @Test
    void its_density_is_the_mean_of_the_densities() {
        double[] each =
                axes().logProb(Tensors.of(new float[] {0.8f, 0.6f, 0}, 1, 1, 3)).toDoubles();
        double sum = 0;
        for (double logProb : each) {
            sum += Math.exp(logProb) / 3;
        }
        assertThat(Mixture.uniform(axes(), 3)
                        .logProb(Tensors.of(new float[] {0.8f, 0.6f, 0}, 1, 1, 3))
                        .item())
                .isCloseTo(Math.log(sum), within(1e-4));
    }

    @Test
    void gaussians_have_their_own_form() {
        DiagonalGaussian gaussians = new DiagonalGaussian(Tensors.zeros(2, 1), Tensors.zeros(2, 1));
        assertThat(Mixture.uniform(gaussians, 2)).isInstanceOf(GaussianMixture.class);
    }
}
