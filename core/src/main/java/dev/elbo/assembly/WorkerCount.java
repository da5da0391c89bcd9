package dev.elbo.assembly;

import dev.elbo.config.RunConfig;
import dev.elbo.io.ElboException;

/**
 * How many workers share the rows of a training step, where the settings leave it open. A rule and not a measurement,
 * so that equal settings give equal bits on equal machines.
 */
public final class WorkerCount {
    /** A worker is added for so many activations of a batch. */
    private static final long NUMBERS_PER_WORKER = 50_000;

    private WorkerCount() {}

    /**
     * As many as the settings say, otherwise one per thread as far as each has enough to do, and one alone where rows of
     * a batch depend on each other.
     *
     * @param batch the estimate for a training step
     * @throws ElboException if the settings want several where only one is possible
     */
    public static int of(MemoryEstimate batch, RunConfig config) {
        boolean divisible = divisible(batch.spec(), config);
        int wanted = config.workers().orElse(0);
        if (wanted > 1 && !divisible) {
            throw new ElboException("workers: the likelihood "
                    + batch.spec().likelihood() + " is fitted to a whole batch at once, so it needs 1 worker, got "
                    + wanted);
        }
        if (wanted > 0) {
            return wanted;
        }
        long most = Math.min(batch.batchSize(), batch.activations() / NUMBERS_PER_WORKER);
        return divisible ? (int) Math.max(1, Math.min(config.threads(), most)) : 1;
    }

    private static boolean divisible(ModelSpec spec, RunConfig config) {
        try (BuiltModel built = ModelBuilder.declare(spec, ModelInitialiser.UNUSED)) {
            return built.trained().rowsSeparate() && config.objective().rowsSeparate();
        }
    }
}
