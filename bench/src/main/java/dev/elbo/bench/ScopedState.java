package dev.elbo.bench;

import dev.elbo.tensor.TorchRuntime;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * State shared by all component benchmarks: duration, JVM settings, and a scope that holds their tensors for an
 * iteration.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 2,
        jvmArgs = {
            "-XX:+UseSerialGC",
            "-Xmx2g",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"
        })
public abstract class ScopedState {
    private dev.elbo.tensor.Scope scope;

    @Setup(Level.Iteration)
    public void open() {
        String threads = System.getenv("OMP_NUM_THREADS");
        if (threads != null) {
            TorchRuntime.configure(Integer.parseInt(threads));
        }
        scope = dev.elbo.tensor.Scope.open("benchmark");
        prepare();
    }

    @TearDown(Level.Iteration)
    public void close() {
        release();
        scope.close();
    }

    abstract void prepare();

    /** Frees what the scope does not own. */
    void release() {}
}
