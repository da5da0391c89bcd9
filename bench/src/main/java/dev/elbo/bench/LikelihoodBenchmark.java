package dev.elbo.bench;

import dev.elbo.data.Batches;
import dev.elbo.evaluation.ImportanceSampling;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** The importance-sampled log-likelihood of an image, S = 5000. */
public class LikelihoodBenchmark extends ScopedState {
    private static final int IMAGES = 5;

    @Param({"standard", "vamp"})
    public String model;

    private Vae vae;
    private Batches images;

    @Override
    void prepare() {
        vae = Step.of(model).build();
        images = Step.of(model).batches(IMAGES);
    }

    @Benchmark
    @OperationsPerInvocation(IMAGES)
    public double image() {
        return ImportanceSampling.estimate(vae, images, ElboPeer.LIKELIHOOD_SAMPLES, Rng.ofSeed(2), done -> {})
                .mean();
    }

    @Override
    void release() {
        vae.close();
    }
}
