package dev.elbo.inference;

import dev.elbo.config.SamplerSpec;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.tensor.SafeTensors;
import dev.elbo.tensor.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code samplers/NAME.safetensors} in a run directory: the fitted values, with the sampler and the digest of its model
 * in the header. It contains no code.
 */
public final class SamplerFile {
    private static final String FORMAT = "1";

    private SamplerFile() {}

    /**
     * Writes the file in one step.
     *
     * @param modelSha256 SHA-256 of the model file that the sampler was fitted to
     */
    public static void write(Path file, SamplerSpec spec, String modelSha256, Map<String, StoredTensor> numbers) {
        Map<String, String> header = Map.of("format", FORMAT, "sampler", spec.toString(), "model_sha256", modelSha256);
        AtomicFiles.write(file, SafeTensors.write(new SafeTensors.Contents(header, numbers)));
    }

    /** Whether the file exists and was fitted to this model. */
    public static boolean current(Path file, String modelSha256) {
        return Files.exists(file)
                && modelSha256.equals(contents(file).metadata().get("model_sha256"));
    }

    /** @throws ElboException in one sentence, if the file is not a valid sampler of this kind */
    static Map<String, StoredTensor> read(Path file, SamplerSpec spec) {
        SafeTensors.Contents contents = contents(file);
        if (!FORMAT.equals(contents.metadata().get("format"))
                || !spec.toString().equals(contents.metadata().get("sampler"))) {
            throw unsound(file, "its header is " + contents.metadata(), null);
        }
        return contents.tensors();
    }

    private static SafeTensors.Contents contents(Path file) {
        try {
            return SafeTensors.read(Files.readAllBytes(file));
        } catch (IOException | IllegalArgumentException e) {
            throw unsound(file, e.getMessage(), e);
        }
    }

    static ElboException unsound(Path file, @Nullable String reason, @Nullable Exception cause) {
        return new ElboException(
                file + " is not a valid sampler (" + reason + "); delete it, and it will be fitted again", cause);
    }

    static Map<String, StoredTensor> of(FullGaussianMixture mixture) {
        int k = mixture.size();
        int d = mixture.width();
        float[] weights = new float[k];
        float[] means = new float[k * d];
        float[] variances = new float[k * d];
        float[] axes = new float[k * d * d];
        for (int c = 0; c < k; c++) {
            weights[c] = (float) mixture.weights()[c];
            for (int i = 0; i < d; i++) {
                means[c * d + i] = (float) mixture.means()[c][i];
                variances[c * d + i] = (float) mixture.variances()[c][i];
                for (int j = 0; j < d; j++) {
                    axes[(c * d + i) * d + j] = (float) mixture.axes()[c][i][j];
                }
            }
        }
        Map<String, StoredTensor> numbers = new LinkedHashMap<>();
        numbers.put("weights", new StoredTensor(new long[] {k}, weights));
        numbers.put("means", new StoredTensor(new long[] {k, d}, means));
        numbers.put("variances", new StoredTensor(new long[] {k, d}, variances));
        numbers.put("axes", new StoredTensor(new long[] {k, d, d}, axes));
        return numbers;
    }

    /** @throws IllegalArgumentException if the values are not those of {@code k} components of width {@code d} */
    static FullGaussianMixture mixture(Map<String, StoredTensor> numbers, int k, int d) {
        FullGaussianMixture mixture = unchecked(numbers, k, d);
        check(mixture);
        return mixture;
    }

    /** @throws IllegalArgumentException if it is no mixture of distributions */
    private static void check(FullGaussianMixture mixture) {
        double total = 0;
        for (int c = 0; c < mixture.size(); c++) {
            if (!(mixture.weights()[c] >= 0)) {
                throw new IllegalArgumentException("component " + c + " has the weight " + mixture.weights()[c]);
            }
            total += mixture.weights()[c];
            for (int i = 0; i < mixture.width(); i++) {
                double length = 0;
                for (double axis : mixture.axes()[c][i]) {
                    length += axis * axis;
                }
                if (!(mixture.variances()[c][i] > 0) || Math.abs(length - 1) > 1e-3) {
                    throw new IllegalArgumentException("component " + c + " has the variance "
                            + mixture.variances()[c][i] + " along an axis of squared length " + length);
                }
            }
        }
        if (Math.abs(total - 1) > 1e-3) {
            throw new IllegalArgumentException("its weights add up to " + total);
        }
    }

    private static FullGaussianMixture unchecked(Map<String, StoredTensor> numbers, int k, int d) {
        float[] weights = numbers(numbers, "weights", k);
        float[] means = numbers(numbers, "means", k * d);
        float[] variances = numbers(numbers, "variances", k * d);
        float[] axes = numbers(numbers, "axes", k * d * d);
        FullGaussianMixture mixture =
                new FullGaussianMixture(new double[k], new double[k][d], new double[k][d], new double[k][d][d]);
        for (int c = 0; c < k; c++) {
            mixture.weights()[c] = weights[c];
            for (int i = 0; i < d; i++) {
                mixture.means()[c][i] = means[c * d + i];
                mixture.variances()[c][i] = variances[c * d + i];
                for (int j = 0; j < d; j++) {
                    mixture.axes()[c][i][j] = axes[(c * d + i) * d + j];
                }
            }
        }
        return mixture;
    }

    private static float[] numbers(Map<String, StoredTensor> all, String name, int count) {
        StoredTensor tensor = all.get(name);
        if (tensor == null || tensor.values().length != count) {
            throw new IllegalArgumentException("it contains no " + name + " with " + count + " values");
        }
        return tensor.values();
    }
}
