package dev.elbo.bench;

import dev.elbo.data.Batches;
import dev.elbo.models.Vae;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A training step of 100 rows, by Elbo's own trainer. */
public class StepBenchmark extends ScopedState {
    private static final int STEPS = 20;

    @Param({"standard", "vamp", "frey", "svae", "conv"})
    public String model;

    private Vae vae;
    private Batches batches;

    @Override
    void prepare() {
        Step step = Step.of(model);
        vae = step.build();
        batches = step.batches(STEPS * Step.BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void step() {
        Training.run(vae, batches, 1, () -> {});
    }

    @Override
    void release() {
        vae.close();
    }
}
