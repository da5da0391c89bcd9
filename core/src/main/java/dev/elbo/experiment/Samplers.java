package dev.elbo.experiment;

import dev.elbo.distributions.FullGaussianMixture;
import dev.elbo.models.BetaInputSecondStage;
import dev.elbo.models.SecondStage;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.StoredTensor;
import java.nio.file.Path;
import java.util.Map;

/** Opens the samplers of a run, fitting each on its first use. */
public final class Samplers {
    private Samplers() {}

    /**
     * The sampler, closed by the caller before the model, and for the β the model is at now. What is fitted stands in the run's {@code samplers} folder and
     * is used again as long as the model is the one it was fitted to.
     */
    public static Sampler open(Run run, TrainedModel model, SamplerSpec spec) {
        if (spec instanceof SamplerSpec.Prior) {
            return prior(model);
        }
        if (spec instanceof SamplerSpec.Mixture && model.beta() != 1) {
            throw new UserException("sampler: " + spec + " is fitted at beta 1, the model is at "
                    + SpecParser.number(model.beta()) + "; use --sampler two-stage, which sees beta, or prior");
        }
        if (model.spec().posterior() instanceof PosteriorSpec.Spherical) {
            throw new UserException(
                    "sampler: " + spec + " draws from Gaussians, but the latents of this run lie on spheres ("
                            + model.spec().posterior() + "); use --sampler prior");
        }
        Path file = run.directory().sampler(spec);
        String fingerprint = ModelFile.sha256(run.directory().trainedModel());
        if (!SamplerFile.current(file, fingerprint)) {
            run.progress().message("fitting the sampler " + spec + " to the latents of the training rows");
            SamplerFit fit = new SamplerFit(model, run.prepared(), run.config().seed(), run.progress());
            Map<String, StoredTensor> numbers = spec instanceof SamplerSpec.Mixture mixture
                    ? fit.mixture(mixture)
                    : fit.secondStage((SamplerSpec.TwoStage) spec);
            SamplerFile.write(file, spec, fingerprint, numbers);
            model.betaInput().ifPresent(first -> first.at(model.beta())); // fitting went through all of them
        }
        return read(file, spec, model);
    }

    /** p(z) of the model itself. */
    public static Sampler prior(TrainedModel model) {
        return new Sampler() {
            @Override
            public String name() {
                return "prior";
            }

            @Override
            public float[] latents(int count, long seed) {
                return NoGrad.run(() -> {
                    try (Scope work = Scope.open("draws of the prior")) {
                        return model.model()
                                .samplePrior(Rng.ofSeed(seed).child("generate"), count)
                                .toFloats();
                    }
                });
            }
        };
    }

    private static Sampler read(Path file, SamplerSpec spec, TrainedModel model) {
        int latent = model.model().latentSize();
        Map<String, StoredTensor> numbers = SamplerFile.read(file, spec);
        try {
            return spec instanceof SamplerSpec.Mixture mixture
                    ? new OfMixture(spec.toString(), SamplerFile.mixture(numbers, mixture.components(), latent))
                    : new OfSecondStage(spec.toString(), secondStage(numbers, model, (SamplerSpec.TwoStage) spec));
        } catch (IllegalArgumentException e) {
            throw SamplerFile.unsound(file, e.getMessage(), e);
        }
    }

    private static SecondStage secondStage(
            Map<String, StoredTensor> numbers, TrainedModel model, SamplerSpec.TwoStage spec) {
        SecondStage stage = model.betaInput()
                .map(first -> BetaInputSecondStage.declare(first, spec.widths()).at(model.beta()))
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

    private record OfSecondStage(String name, SecondStage stage) implements Sampler {
        @Override
        public float[] latents(int count, long seed) {
            return NoGrad.run(() -> {
                try (Scope work = Scope.open("draws of the second stage")) {
                    return stage.sample(Rng.ofSeed(seed).child("generate"), count)
                            .toFloats();
                }
            });
        }

        @Override
        public void close() {
            stage.close();
        }
    }
}
