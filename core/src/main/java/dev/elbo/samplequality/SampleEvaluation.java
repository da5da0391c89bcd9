package dev.elbo.samplequality;

import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.inference.Sampler;
import dev.elbo.inference.TrainedModel;
import dev.elbo.tensor.Rng;

/**
 * Compares samples of a trained model with reference rows it has not seen, in one feature space and in equal numbers.
 * The reference is mapped to features once.
 */
public final class SampleEvaluation {
    private final FeatureSpace space;
    private final Points reference;
    private final long seed;

    /** @param reference rows as stored */
    public SampleEvaluation(FeatureSpace space, Dataset reference, long seed) {
        this.space = space;
        this.reference = space.of(encoded(reference));
        this.seed = seed;
    }

    /** Rows in the form that models return and feature spaces accept: pixels in [0, 1], numbers as stored. */
    public static Points encoded(Dataset data) {
        return encoded(data, Encoding.unit());
    }

    static Points encoded(Dataset data, Encoding encoding) {
        int width = data.shape().size();
        float[] values = new float[Math.multiplyExact(data.rows(), width)];
        for (int row = 0; row < data.rows(); row++) {
            encoding.encode(data, row, values, row * width);
        }
        return new Points(values, width);
    }

    /** Measures the means of p(x|z) at samples of a sampler. */
    public SampleQuality generated(TrainedModel model, Sampler sampler) {
        return measured(model.generate(sampler, reference.count(), seed), model);
    }

    /**
     * Measures the means of p(x|z) at the posterior modes of other rows, which bounds what the decoder can achieve with
     * any sampler.
     */
    public SampleQuality reconstructed(TrainedModel model, Dataset others) {
        return measured(model.reconstruct(others), model);
    }

    /** Measures samples of p(x|z) at samples of a sampler, that is, of the distribution of the model over rows. */
    public SampleQuality generatedSamples(TrainedModel model, Sampler sampler) {
        return measured(model.generateSamples(sampler, reference.count(), seed), model);
    }

    /** Measures samples of p(x|z) at samples of the posteriors of other rows. */
    public SampleQuality reconstructedSamples(TrainedModel model, Dataset others) {
        return measured(model.decodeSamples(model.encodeSamples(others, seed), seed), model);
    }

    /** Coordinates of the feature space. */
    public int coordinates() {
        return reference.width();
    }

    /** Measures real rows: the best achievable values. */
    public SampleQuality real(Dataset others) {
        return measured(encoded(others));
    }

    private SampleQuality measured(float[] rows, TrainedModel model) {
        return measured(new Points(rows, model.spec().shape().size()));
    }

    private SampleQuality measured(Points rows) {
        return SampleQuality.of(space.name(), space.of(rows), reference, Rng.ofSeed(seed));
    }
}
