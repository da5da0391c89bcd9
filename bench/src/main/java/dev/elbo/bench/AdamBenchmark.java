package dev.elbo.bench;

import dev.elbo.models.Vae;
import dev.elbo.training.Adam;
import dev.elbo.training.AdamConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The optimiser alone, on as many parameters as a model has. */
public class AdamBenchmark extends ScopedState {
    @Param({"standard", "vamp"})
    public String model;

    @Param({"false", "true"})
    public boolean normalised;

    private Vae vae;
    private Adam adam;

    @Override
    void prepare() {
        vae = Step.of(model).build();
        adam = new Adam(vae.parameters(), normalised ? AdamConfig.NORMALISED : AdamConfig.PAPER);
    }

    @Benchmark
    public void step() {
        adam.step(Step.LEARNING_RATE);
    }

    @Override
    void release() {
        vae.close();
    }
}
