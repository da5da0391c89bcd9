package dev.elbo.runs;

import dev.elbo.config.SamplerSpec;
import dev.elbo.events.RunEvent;
import dev.elbo.inference.Sampler;
import dev.elbo.inference.SamplerFile;
import dev.elbo.inference.SamplerFit;
import dev.elbo.inference.Samplers;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.Sha256;
import dev.elbo.tensor.StoredTensor;
import java.nio.file.Path;
import java.util.Map;

/** The samplers of a run, each fitted on first use. Use from one thread at a time, as the run. */
public final class RunSamplers {
    private RunSamplers() {}

    /**
     * Opens a sampler for the β of {@code model}; the caller closes it. A fitted sampler is stored in the run's {@code
     * samplers} folder and reused as long as the model has not changed.
     *
     * @throws dev.elbo.io.ElboException in one sentence, if the sampler cannot be fitted to the latents of the model
     */
    public static Sampler open(Run run, TrainedModel model, SamplerSpec spec) {
        if (spec instanceof SamplerSpec.Prior) {
            return Samplers.prior(model);
        }
        Samplers.check(spec, model);
        Path file = run.directory().sampler(spec);
        String fingerprint = Sha256.of(run.directory().trainedModel());
        if (!SamplerFile.current(file, fingerprint)) {
            run.directory().checkWritable();
            run.directory().removeLeftoversIfFree();
            run.listener()
                    .on(new RunEvent.Noted("fitting the sampler " + spec + " to the latents of the training rows"));
            SamplerFit fit = new SamplerFit(model, run.prepared(), run.config().seed(), run.listener());
            Map<String, StoredTensor> numbers = spec instanceof SamplerSpec.Mixture mixture
                    ? fit.mixture(mixture)
                    : fit.secondStage((SamplerSpec.TwoStage) spec);
            SamplerFile.write(file, spec, fingerprint, numbers);
        }
        return Samplers.read(file, spec, model);
    }
}
