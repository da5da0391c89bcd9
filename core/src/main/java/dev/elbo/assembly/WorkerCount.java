package dev.elbo.assembly;

import dev.elbo.config.RunConfig;
import dev.elbo.io.ElboException;

/**
 * How many workers share the rows of a training step, where the settings leave it open. A rule and not a measurement,
 * so that equal settings give equal bits on equal machines.
 */
public final class WorkerCount {
    /** A worker with fewer numbers to compute per step waits for the others longer than it works. */
    private static final long NUMBERS_PER_WORKER = 50_000;

    private WorkerCount() {}

    /**
     * As many as the settings say, otherwise one per thread as far as each has enough to do, and one alone where rows of
     * a batch depend on each other.
     *
     * @param rows training rows
     * @throws ElboException if the settings want several where only one is possible
     */
    public static int of(ModelSpec spec, RunConfig config, int rows) {
        boolean divisible;
        try (BuiltModel built = ModelBuilder.declare(spec, ModelInitialiser.UNUSED)) {
            divisible = built.trained().rowsSeparate() && config.objective().rowsSeparate();
        }
        int wanted = config.workers().orElse(0);
        if (wanted > 1 && !divisible) {
            throw new ElboException("workers: the likelihood " + spec.likelihood()
                    + " is fitted to a whole batch at once, so it needs 1 worker, got " + wanted);
        }
        return wanted > 0 ? wanted : divisible ? suited(spec, config, Math.min(config.batchSize(), rows)) : 1;
    }

    private static int suited(ModelSpec spec, RunConfig config, int batch) {
        long numbers = MemoryEstimate.of(spec, batch, config.samples()).activations();
        long most = Math.min(batch, numbers / NUMBERS_PER_WORKER);
        return (int) Math.max(1, Math.min(config.threads(), most));
    }
}
