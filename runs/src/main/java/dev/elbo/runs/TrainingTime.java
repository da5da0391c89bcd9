package dev.elbo.runs;

import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * How long a run has been trained, over all its resumes; what a kill cut off is not counted.
 *
 * @param wallSeconds by the clock
 * @param cpuSeconds of the thread that trains, which is all of it with one thread; NaN where the system does not tell
 */
public record TrainingTime(double wallSeconds, double cpuSeconds) {
    private static final double NANO = 1e-9;
    private static final TrainingTime NONE = new TrainingTime(0, 0);

    /** Does the work and adds its time to the file. */
    static <T> T adding(Path file, RunLock lock, Supplier<T> work) {
        TrainingTime before = read(file);
        long wall = System.nanoTime();
        double cpu = cpuNow();
        T result = work.get();
        TrainingTime now = new TrainingTime(
                before.wallSeconds() + (System.nanoTime() - wall) * NANO, before.cpuSeconds() + cpuNow() - cpu);
        lock.checkHeld();
        AtomicFiles.writeString(file, Json.pretty(now));
        return result;
    }

    static TrainingTime read(Path file) {
        try {
            return Files.exists(file) ? Json.read(file, TrainingTime.class) : NONE;
        } catch (ElboException e) { // a damaged stopwatch is no reason not to train
            return NONE;
        }
    }

    private static double cpuNow() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() * NANO : Double.NaN;
    }
}
