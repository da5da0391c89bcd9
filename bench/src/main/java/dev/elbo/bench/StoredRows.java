package dev.elbo.bench;

import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.inference.TrainedModel;
import dev.elbo.tensor.StoredTensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Binary images of 28x28 that another program has chosen, as array {@code x} of an {@link Exchange} folder. */
final class StoredRows {
    private StoredRows() {}

    /** One line of JSON: the mean of −log p(x) over the rows and its standard error, nats. */
    static String likelihood(Path modelFile, Path folder, int samples) {
        try (TrainedModel model = TrainedModel.open(modelFile)) {
            double[] logLikelihoods = ElboPeer.estimate(model, read(folder), samples);
            double mean = sum(logLikelihoods, 0, 1) / logLikelihoods.length;
            double variance = sum(logLikelihoods, mean, 2) / (logLikelihoods.length - 1);
            return String.format(
                    Locale.ROOT,
                    "{\"nll\": %.4f, \"standard_error\": %.4f}",
                    -mean,
                    Math.sqrt(variance / logLikelihoods.length));
        }
    }

    private static double sum(double[] values, double centre, int power) {
        double sum = 0;
        for (double value : values) {
            sum += Math.pow(value - centre, power);
        }
        return sum;
    }

    private static Dataset read(Path folder) {
        StoredTensor x = Objects.requireNonNull(Exchange.read(folder).get("x"), "array x");
        byte[] pixels = new byte[x.values().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) x.values()[i];
        }
        return new Dataset(
                "test rows", RowShape.image(1, 28, 28), new Values.Bytes(pixels, 1), null, List.of(), List.of());
    }
}
