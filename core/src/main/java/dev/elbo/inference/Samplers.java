package dev.elbo.inference;

import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.SamplerSpec;
import dev.elbo.config.schema.Numbers;
import dev.elbo.evaluation.Pipeline;
import dev.elbo.io.ElboException;
import dev.elbo.models.BetaConditionedSecondStage;
import dev.elbo.models.SecondStage;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.StoredTensor;
import java.nio.file.Path;
import java.util.Map;

/** Samplers of a trained model: its prior, and those fitted to its latents and stored in a file. */
public final class Samplers {
    private Samplers() {}

    /**
     * Checks that a sampler can be fitted to the latents of a model.
     *
     * @throws ElboException in one sentence, if it cannot
     */
    public static void check(SamplerSpec spec, TrainedModel model) {
        if (spec instanceof SamplerSpec.Mixture && model.beta() != 1) {
            throw new ElboException("sampler: " + spec + " is fitted at beta 1, but the model is at beta "
                    + Numbers.text(model.beta()) + "; use two-stage, which takes beta into account, or prior");
        }
        if (model.spec().posterior() instanceof PosteriorSpec.Spherical) {
            throw new ElboException("sampler: " + spec + " is Gaussian, but the latents of this model lie on spheres ("
                    + model.spec().posterior() + "); use the sampler prior");
        }
    }

    /** The prior p(z) of the model; it need not be closed. */
    public static Sampler prior(TrainedModel model) {
        return new Sampler() {
            @Override
            public String name() {
                return "prior";
            }

            @Override
            public float[] latents(int count, long seed) {
                return model.use(vae -> Pipeline.call(
                        "draws of the prior",
                        pipeline -> vae.samplePrior(Rng.ofSeed(seed).child("generate"), count)
                                .toFloats()));
            }
        };
    }

    /**
     * Reads a fitted sampler for the β of {@code model}; the caller closes it, before or after the model.
     *
     * @throws ElboException if the file is not a valid sampler of this kind
     */
    public static Sampler read(Path file, SamplerSpec spec, TrainedModel model) {
        int latent = model.model().latentSize();
        Map<String, StoredTensor> numbers = SamplerFile.read(file, spec);
        try {
            return spec instanceof SamplerSpec.Mixture mixture
                    ? new OfMixture(spec.toString(), SamplerFile.mixture(numbers, mixture.components(), latent))
                    : OfSecondStage.of(spec.toString(), secondStage(numbers, model, (SamplerSpec.TwoStage) spec));
        } catch (IllegalArgumentException e) {
            throw SamplerFile.unsound(file, e.getMessage(), e);
        }
    }

    private static SecondStage secondStage(
            Map<String, StoredTensor> numbers, TrainedModel model, SamplerSpec.TwoStage spec) {
        SecondStage stage = model.betaInput()
                .map(first ->
                        BetaConditionedSecondStage.declare(first, spec.widths()).at(model.beta()))
                .orElseGet(() -> SecondStage.declare(model.model().latentSize(), spec.widths()));
        try {
            stage.vae().parameters().allocate(Rng.ofSeed(0)).restore(numbers);
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private record OfMixture(String name, FullGaussianMixture mixture) implements Sampler {
        @Override
        public float[] latents(int count, long seed) {
            return mixture.sample(
                    Rng.ofSeed(seed).child("generate").child("mixture").java(), count);
        }
    }

    private record OfSecondStage(String name, SecondStage stage, SharedWeights weights) implements Sampler {
        static OfSecondStage of(String name, SecondStage stage) {
            return new OfSecondStage(name, stage, new SharedWeights("sampler", stage::close));
        }

        @Override
        public float[] latents(int count, long seed) {
            return weights.use(() -> Pipeline.call(
                    "draws of the second stage",
                    pipeline -> stage.sample(Rng.ofSeed(seed).child("generate"), count)
                            .toFloats()));
        }

        @Override
        public void close() {
            weights.close();
        }
    }
}
