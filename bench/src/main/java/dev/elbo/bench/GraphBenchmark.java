package dev.elbo.bench;

import dev.elbo.training.TrainingListener;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** An epoch of a graph VAE on a random graph of Cora's size. */
public class GraphBenchmark extends ScopedState {
    private static final int EPOCHS = 5;

    private CoraModel cora;

    @Override
    void prepare() {
        cora = CoraModel.alike();
    }

    @Benchmark
    @OperationsPerInvocation(EPOCHS)
    public void epoch() {
        cora.trainer(EPOCHS, TrainingListener.silent()).run();
    }

    @Override
    void release() {
        cora.close();
    }
}
