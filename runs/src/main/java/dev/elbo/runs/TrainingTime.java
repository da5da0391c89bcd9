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
 * Training time of a run, summed over all resumptions; sessions that were killed are not included.
 *
 * @param wallSeconds elapsed time
 * @param cpuSeconds CPU time of the training thread, which is all of it with one thread; NaN if the system does not
 *     report it
 */
public record TrainingTime(double wallSeconds, double cpuSeconds) {
    private static final double NANO = 1e-9;
    private static final TrainingTime NONE = new TrainingTime(0, 0);

    /** Runs {@code work} and adds its time to the file. */
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
