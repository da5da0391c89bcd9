package dev.elbo.posteriors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.RotationallySymmetric;
import dev.elbo.distributions.SphereProduct;
import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.posteriors.SphericalFamily.Kind;
import dev.elbo.posteriors.SphericalFamily.Spheres;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class SphericalFamilyTest {
    @Test
    void the_head_gives_a_direction_and_a_concentration_above_the_least() {
        SphericalFamily family = new SphericalFamily(Kind.VON_MISES_FISHER, List.of(new Spheres(2, 1)), 1);
        assertThat(family.latentSize()).isEqualTo(3);
        assertThat(family.headSize()).isEqualTo(4);
        Tensor head = Tensors.of(new float[] {3, 0, -4, 0, 0, 0, 2, -50}, 2, 4);
        VonMisesFisher distribution = (VonMisesFisher) family.distribution(head);
        assertThat(distribution.location().toFloats())
                .containsExactly(new float[] {0.6f, 0, -0.8f, 0, 0, 1}, within(1e-6f));
        assertThat(distribution.concentration().toFloats())
                .containsExactly(new float[] {1 + (float) Math.log(2), 1}, within(1e-6f));
    }

    @Test
    void a_head_of_zeros_gives_no_nan_even_backward() {
        SphericalFamily family = new SphericalFamily(Kind.POWER_SPHERICAL, List.of(new Spheres(4, 1)), 0);
        Tensor head = Tensors.zeros(1, 6).requireGrad();
        UnimodalDistribution distribution = family.distribution(head);
        distribution
                .rsample(Rng.ofSeed(1), 2)
                .sumAll()
                .plus(distribution.mean().sumAll())
                .backward();
        assertThat(head.grad().allFinite()).isTrue();
    }

    @Test
    void several_spheres_take_their_numbers_in_order() {
        SphericalFamily family =
                new SphericalFamily(Kind.VON_MISES_FISHER, List.of(new Spheres(1, 2), new Spheres(2, 1)), 0);
        assertThat(family.latentSize()).isEqualTo(7);
        assertThat(family.headSize()).isEqualTo(10);
        Tensor head = Tensors.of(new float[] {2, 0, 0, -5, 0, 3, 0, 30, 40, 50}, 1, 10);
        SphereProduct distribution = (SphereProduct) family.distribution(head);
        assertThat(distribution.mode().toFloats()).containsExactly(new float[] {1, 0, 0, -1, 0, 1, 0}, within(1e-6f));
        assertThat(((RotationallySymmetric) distribution.factors().get(0).distribution())
                        .concentration()
                        .toFloats())
                .containsExactly(new float[] {30, 40}, within(1e-5f));
        assertThat(((RotationallySymmetric) distribution.factors().get(1).distribution())
                        .concentration()
                        .toFloats())
                .containsExactly(new float[] {50}, within(1e-5f));
        assertThat(distribution.rsample(Rng.ofSeed(1), 3).shape()).containsExactly(3, 1, 7);
    }

    @Test
    void between_two_points_it_goes_along_great_circles_at_an_even_pace() {
        SphericalFamily family =
                new SphericalFamily(Kind.VON_MISES_FISHER, List.of(new Spheres(1, 1), new Spheres(2, 1)), 1);
        float[] a = {1, 0, 0, 0, 1};
        float[] b = {0, 1, 0, 0, 1};
        double angle = Math.PI / 6;
        assertThat(family.interpolate(a, b, 1.0 / 3))
                .containsExactly(
                        new float[] {(float) Math.cos(angle), (float) Math.sin(angle), 0, 0, 1}, within(1e-6f));
        assertThat(family.interpolate(a, b, 0)).containsExactly(a, within(1e-6f));
        assertThat(family.interpolate(a, b, 1)).containsExactly(b, within(1e-6f));
        assertThat(new GaussianFamily(2, -1, 1).interpolate(new float[] {0, 2}, new float[] {4, 2}, 0.25))
                .containsExactly(1, 2);
    }
}
