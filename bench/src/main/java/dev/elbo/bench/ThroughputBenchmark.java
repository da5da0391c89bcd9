package dev.elbo.bench;

import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A trained model applied to arrays of rows, in time per row; {@code bench/jmh} sets where the model is stored. */
public class ThroughputBenchmark extends ScopedState {
    private static final int ENCODED = 5000;
    private static final int SCORED = 20;
    private static final int SAMPLES = 100;

    private TrainedModel model;
    private Dataset many;
    private Dataset few;

    @Override
    void prepare() {
        Path shared = Path.of(
                System.getProperty("java.io.tmpdir"),
                "elbo-bench-" + ProcessHandle.current().pid());
        try {
            SmallRun.make(Files.createDirectories(shared));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        model = SmallRun.open(shared);
        many = Step.STANDARD.data(ENCODED);
        few = Step.STANDARD.data(SCORED);
    }

    @Benchmark
    @OperationsPerInvocation(ENCODED)
    public float[] encode() {
        return model.encode(many);
    }

    @Benchmark
    @OperationsPerInvocation(SCORED)
    public double score() {
        return model.score(few, SAMPLES, 4, done -> {}).mean();
    }

    @Override
    void release() {
        model.close();
    }
}
