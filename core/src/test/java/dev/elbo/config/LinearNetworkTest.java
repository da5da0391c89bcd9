package dev.elbo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.assembly.BuiltModel;
import dev.elbo.assembly.ModelBuilder;
import dev.elbo.assembly.ModelInitialiser;
import dev.elbo.assembly.ModelSpec;
import dev.elbo.data.RowShape;
import dev.elbo.io.ElboException;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class LinearNetworkTest {

    @Test
    void encoder_and_decoder_are_affine() {
        ModelSpec spec = new ModelSpec(
                RowShape.features(5),
                ModelSpec.Input.RAW,
                null,
                PosteriorSpec.parse("normal:3"),
                PriorSpec.parse("standard"),
                Likelihoods.parse("gaussian:1"),
                Networks.parse("linear"),
                Optional.empty(),
                false,
                List.of());
        ModelInitialiser random = new ModelInitialiser(
                ModelInitialiser.UNUSED.pseudoInputs(),
                ModelInitialiser.UNUSED.output().withoutMean());
        try (BuiltModel built = ModelBuilder.build(spec, Rng.ofSeed(1), random)) {
            assertThat(built.vae().parameters().snapshot())
                    .containsOnlyKeys(
                            "posterior.head.weight",
                            "posterior.head.bias",
                            "likelihood.mean.weight",
                            "likelihood.mean.bias");
            Tensor a = Rng.ofSeed(2).normal(1, 5);
            Tensor b = Rng.ofSeed(3).normal(1, 5);
            assertMiddle(
                    built.vae().posterior(a).mean(),
                    built.vae().posterior(b).mean(),
                    built.vae().posterior(a.plus(b).times(0.5)).mean());
            Tensor z = Rng.ofSeed(4).normal(1, 3);
            Tensor w = Rng.ofSeed(5).normal(1, 3);
            assertMiddle(
                    built.vae().decode(z),
                    built.vae().decode(w),
                    built.vae().decode(z.plus(w).times(0.5)));
            assertThat(built.vae().decode(z).toFloats())
                    .isNotEqualTo(built.vae().decode(Tensors.zeros(1, 3)).toFloats());
        }
    }

    private static void assertMiddle(Tensor a, Tensor b, Tensor middle) {
        float[] expected = a.plus(b).times(0.5).toFloats();
        assertThat(middle.toFloats()).containsExactly(expected, org.assertj.core.api.Assertions.within(1e-5f));
    }

    @Test
    void it_has_one_level_of_latents_and_takes_no_range_of_betas() {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("network", "linear", "posterior", "hierarchical:3,2")))
                .withMessage("network: linear networks need one level of latents, got hierarchical:3,2; use for example"
                        + " posterior normal:10");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(
                        Map.of("network", "linear", "objective", "beta-input:0.1..1", "likelihood", "gaussian:1")))
                .withMessageStartingWith("objective: beta-input needs one level of latents and fully connected layers");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunConfig.of(Map.of("network", "linear:5")))
                .withMessageStartingWith("network: expected ");
    }
}
