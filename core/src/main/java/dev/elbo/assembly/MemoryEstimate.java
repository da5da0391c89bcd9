package dev.elbo.assembly;

import dev.elbo.io.ElboException;
import dev.elbo.models.Vae;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An estimate of the native memory that training a model takes, made before any is allocated.
 *
 * @param parameters number of trainable values; training keeps five copies: values, gradient, best and two moments
 * @param activations number of activations of a batch, each kept about three times: value, gradient, intermediate
 *     result
 */
public record MemoryEstimate(ModelSpec spec, int batchSize, long parameters, long activations) {
    private static final long BYTES = 4;
    private static final int PARAMETER_COPIES = 5;
    private static final int ACTIVATION_COPIES = 3;

    /**
     * Estimates the memory for training with batches of {@code batchSize} rows.
     *
     * @throws ElboException if a layer is too large to exist
     */
    public static MemoryEstimate of(ModelSpec spec, int batchSize) {
        try (Vae model = ModelBuilder.declare(spec, ModelInitialiser.UNUSED).vae()) {
            return new MemoryEstimate(
                    spec, batchSize, model.parameters().elements(), Math.multiplyExact(model.activationsPerRow(), (long)
                            batchSize));
        } catch (ArithmeticException e) {
            throw new ElboException(
                    "network: " + spec.network() + " on " + spec.shape().describe() + " with likelihood "
                            + spec.likelihood() + " needs layers with more than " + Integer.MAX_VALUE
                            + " values; use smaller images (image-size) or a smaller network",
                    e);
        }
    }

    /** The estimate in bytes. */
    public long bytes() {
        return BYTES * (PARAMETER_COPIES * parameters + ACTIVATION_COPIES * activations);
    }

    /**
     * Checks the estimate against the available memory.
     *
     * @param available bytes, as from {@link #available}
     * @throws ElboException if more is needed than available
     */
    public void check(long available) {
        if (bytes() > available) {
            throw new ElboException(String.format(
                    Locale.ROOT,
                    "network: %s on %s with likelihood %s needs about %d bytes (%.1f GiB) with batches of %d, but"
                            + " this machine has only %d (%.1f GiB) free; use smaller images (image-size), a"
                            + " smaller network or a smaller batch-size",
                    spec.network(),
                    spec.shape().describe(),
                    spec.likelihood(),
                    bytes(),
                    gib(bytes()),
                    batchSize,
                    available,
                    gib(available)));
        }
    }

    private static double gib(long bytes) {
        return bytes / (double) (1L << 30);
    }

    /** Bytes available without swapping, on Linux; elsewhere {@link Long#MAX_VALUE}. */
    public static long available() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
