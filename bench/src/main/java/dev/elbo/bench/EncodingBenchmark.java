package dev.elbo.bench;

import dev.elbo.data.Batches;
import dev.elbo.tensor.Rng;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/** Encoding stored rows as the numbers that a network sees, in batches of 100. */
public class EncodingBenchmark extends ScopedState {
    private static final int BATCHES = 20;

    private Batches binarised;
    private Batches asTheyAre;
    private Batches levels;

    @Override
    void prepare() {
        binarised = Training.greyRows(BATCHES * Step.BATCH);
        asTheyAre = Step.STANDARD.batches(BATCHES * Step.BATCH);
        levels = Step.FREY.batches(BATCHES * Step.BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCHES)
    public void binarise(Blackhole hole) {
        pass(binarised, hole);
    }

    @Benchmark
    @OperationsPerInvocation(BATCHES)
    public void unit(Blackhole hole) {
        pass(asTheyAre, hole);
    }

    @Benchmark
    @OperationsPerInvocation(BATCHES)
    public void binCentres(Blackhole hole) {
        pass(levels, hole);
    }

    private static void pass(Batches batches, Blackhole hole) {
        batches.inOrder(Rng.ofSeed(8).java(), (index, from, count, buffer) -> hole.consume(buffer));
    }
}
