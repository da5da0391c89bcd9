package dev.elbo.samplequality;

import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.inference.Sampler;
import dev.elbo.inference.TrainedModel;
import dev.elbo.tensor.Rng;

/**
 * Measures what a trained model makes against reference rows it has not seen, as many of each as there are reference
 * rows, in one feature space. The reference is mapped once.
 */
public final class SampleEvaluation {
    private final FeatureSpace space;
    private final Points reference;
    private final long seed;

    /** @param reference rows as they are stored */
    public SampleEvaluation(FeatureSpace space, Dataset reference, long seed) {
        this.space = space;
        this.reference = space.of(encoded(reference));
        this.seed = seed;
    }

    /** Rows as models give them and feature spaces take them: pixels in [0, 1], numbers as they are. */
    public static Points encoded(Dataset data) {
        int width = data.shape().size();
        float[] values = new float[Math.multiplyExact(data.rows(), width)];
        for (int row = 0; row < data.rows(); row++) {
            Encoding.unit().encode(data, row, values, row * width);
        }
        return new Points(values, width);
    }

    /** Expected data at draws of a sampler. */
    public SampleMeasures generated(TrainedModel model, Sampler sampler) {
        return measured(model.generate(sampler, reference.count(), seed), model);
    }

    /** Expected data at the posterior modes of other rows, which bounds what the decoder can reach with any sampler. */
    public SampleMeasures reconstructed(TrainedModel model, Dataset others) {
        return measured(model.reconstruct(others), model);
    }

    /** Real rows: what there is to reach. */
    public SampleMeasures real(Dataset others) {
        return measured(encoded(others));
    }

    private SampleMeasures measured(float[] rows, TrainedModel model) {
        return measured(new Points(rows, model.spec().shape().size()));
    }

    private SampleMeasures measured(Points rows) {
        return SampleMeasures.of(space.name(), space.of(rows), reference, Rng.ofSeed(seed));
    }
}
