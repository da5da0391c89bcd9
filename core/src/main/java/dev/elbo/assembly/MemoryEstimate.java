package dev.elbo.assembly;

import dev.elbo.config.PriorSpec;
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

    /** For training steps with one sample of the posterior per row. */
    public static MemoryEstimate of(ModelSpec spec, int batchSize) {
        return of(spec, batchSize, 1);
    }

    /**
     * For training steps.
     *
     * @param samples of the posterior per row
     * @throws ElboException if the model has layers of more values than can be addressed
     */
    public static MemoryEstimate of(ModelSpec spec, int batchSize, int samples) {
        try (Vae model = ModelBuilder.declare(spec, ModelInitialiser.UNUSED).vae()) {
            long latents = Math.multiplyExact((long) batchSize, samples);
            long perLatent = model.activationsPerLatent();
            long activations = Math.addExact(
                    Math.multiplyExact(model.activationsPerRow() - perLatent, (long) batchSize),
                    Math.multiplyExact(perLatent, latents));
            return new MemoryEstimate(
                    spec,
                    batchSize,
                    model.parameters().elements(),
                    Math.addExact(activations, pseudoInputs(spec.prior(), model)));
        } catch (ArithmeticException e) {
            throw new ElboException(
                    "network: " + spec.network() + " on " + spec.shape().describe() + " with likelihood "
                            + spec.likelihood() + " needs layers with more than " + Integer.MAX_VALUE
                            + " values; use smaller images (image-size) or a smaller network",
                    e);
        }
    }

    /** A VampPrior encodes its pseudo-inputs. */
    private static long pseudoInputs(PriorSpec prior, Vae model) {
        long encoder = model.activationsPerRow() - model.activationsPerLatent();
        return prior instanceof PriorSpec.Vamp vamp ? Math.multiplyExact(encoder, vamp.components()) : 0;
    }

    /** All of it, in float32. */
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
                    "network: %s on %s with likelihood %s needs about %d bytes (%.1f GiB) at batches of %d, this machine"
                            + " has %d (%.1f GiB) free; use smaller images (image-size), a smaller network or a smaller"
                            + " batch-size, fewer samples or fewer components of the prior",
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
