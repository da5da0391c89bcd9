package dev.elbo.runs;

import com.sun.management.OperatingSystemMXBean;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Training time of a run, summed over all resumptions; sessions that were killed are not included.
 *
 * @param wallSeconds elapsed time
 * @param cpuSeconds CPU time of the process, all its threads together; NaN if the system does not report it
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

    /** CPU seconds that this process has used, all its threads together; NaN if the system does not report them. */
    public static double cpuNow() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime() * NANO
                : Double.NaN;
    }
}
