package dev.elbo.assembly;

import dev.elbo.config.RunConfig;
import dev.elbo.data.Batches;
import dev.elbo.data.Encoding;
import dev.elbo.data.Values;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.tensor.Initialiser;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Initial values of the parameters that are initialised from the training rows, computed only if the model has such
 * parameters.
 *
 * @param pseudoInputs rows sampled without replacement, pulled slightly inside the data range, plus noise
 * @param output the mean row, and the log of the standard deviation of all values about it
 */
public record ModelInitialiser(Initialiser pseudoInputs, OutputInitialiser output) {
    /** For a model whose parameters are read from a file. */
    public static final ModelInitialiser UNUSED = new ModelInitialiser(
            Initialiser.constant(0),
            new OutputInitialiser(Optional.of(Initialiser.constant(0)), Initialiser.constant(0)));

    /** Initial values from the training rows of {@code data}. */
    public static ModelInitialiser of(PreparedData data, RunConfig.DecoderStart start) {
        AtomicReference<@Nullable Moments> known = new AtomicReference<>(); // one pass over the rows serves both
        OutputInitialiser output = new OutputInitialiser(
                Optional.of(
                        (values, random) -> Moments.once(known, data, random).fillMean(values)),
                (values, random) -> Arrays.fill(
                        values, (float) Moments.once(known, data, random).logStdDev()));
        return new ModelInitialiser(
                (values, random) -> pseudoInputs(data, values, random),
                start == RunConfig.DecoderStart.MEAN ? output : output.withoutMean());
    }

    private static void pseudoInputs(PreparedData prepared, float[] values, RandomGenerator random) {
        ModelSpec spec = prepared.spec();
        int[] rows = prepared.split().train().clone();
        int width = spec.shape().size();
        Encoding encoding = prepared.data().values() instanceof Values.Bytes ? Encoding.unit() : spec.encoding();
        for (int i = 0; i < values.length / width; i++) {
            int j = i % rows.length + random.nextInt(rows.length - i % rows.length);
            int row = rows[j];
            rows[j] = rows[i % rows.length];
            rows[i % rows.length] = row;
            encoding.encode(prepared.data(), row, values, i * width);
        }
        for (int i = 0; i < values.length; i++) {
            double noise = 0.01 * random.nextGaussian();
            values[i] = (float) (spec.bounded() ? 0.05 + 0.9 * values[i] + noise : values[i] + noise);
        }
    }

    /** @param variance variance about the mean row, over all values together */
    private record Moments(double[] mean, double variance) {
        static Moments once(AtomicReference<@Nullable Moments> known, PreparedData prepared, RandomGenerator random) {
            Moments moments = known.get();
            if (moments == null) {
                moments = of(prepared, random);
                known.set(moments);
            }
            return moments;
        }

        private static Moments of(PreparedData prepared, RandomGenerator random) {
            Batches rows = prepared.trainingBatches(1);
            double[] mean = new double[rows.width()];
            double[] squares = {0};
            rows.inOrder(random, (index, from, count, row) -> {
                double share = 1.0 / (index + 1);
                for (int i = 0; i < mean.length; i++) { // Welford: stable for columns far from 0
                    double delta = row[i] - mean[i];
                    mean[i] += delta * share;
                    squares[0] += delta * (row[i] - mean[i]);
                }
            });
            return new Moments(mean, squares[0] / ((double) rows.rows().length * rows.width()));
        }

        void fillMean(float[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) mean[i];
            }
        }

        double logStdDev() {
            return Math.max(ScaleParameter.LOG_LEAST, 0.5 * Math.log(variance));
        }
    }
}
