package dev.elbo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer of one process: milliseconds over its laps, and the conditions.
 *
 * @param n number of laps
 * @param workers threads that share the rows
 * @param threads inside the operations of each worker; 0 if the program does not tell
 * @param engine the library and its version
 * @param skipped why nothing was measured; null if something was
 */
record Measurement(
        String work,
        double median,
        double min,
        double max,
        int n,
        int workers,
        int threads,
        String engine,
        String blas,
        double peakRssMiB,
        @Nullable String skipped) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BLAS =
            Pattern.compile("/(lib(?:openblas|blas|mkl_rt|mkl_core|mkl_intel_lp64|blis|nd4jcpu)[^/\\s]*\\.so[^/\\s]*)");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");

    static Measurement of(String work, Laps laps, String engine) {
        double[] sorted = laps.milliseconds().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return new Measurement(
                work,
                median(sorted),
                sorted[0],
                sorted[sorted.length - 1],
                sorted.length,
                laps.arrangement().workers(),
                laps.arrangement().threads(),
                engine,
                mappedBlas(),
                ownPeakRssMiB(),
                null);
    }

    static Measurement skipped(String work, String reason) {
        return new Measurement(work, 0, 0, 0, 0, 0, 0, "", "", 0, reason);
    }

    /** A command that does not report about itself; its times are measured from outside. */
    static Measurement ofCommand(String work) {
        return new Measurement(work, 0, 0, 0, 0, 0, 0, "", "", 0, null);
    }

    static Measurement parse(String line) {
        return JSON.readValue(line, Measurement.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /** The same with times measured from outside. */
    Measurement timed(List<Double> milliseconds) {
        Measurement times = of(work, new Laps(milliseconds, arrangement()), engine);
        return new Measurement(
                work, times.median, times.min, times.max, times.n, workers, threads, engine, blas, peakRssMiB, skipped);
    }

    Arrangement arrangement() {
        return new Arrangement(workers, threads);
    }

    boolean missing() {
        return skipped != null;
    }

    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Names of the BLAS libraries mapped by this process. */
    private static String mappedBlas() {
        Set<String> found = new TreeSet<>();
        Matcher matcher = BLAS.matcher(own("maps"));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return String.join(" ", found);
    }

    private static double ownPeakRssMiB() {
        Matcher matcher = PEAK.matcher(own("status"));
        return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024.0 : Double.NaN;
    }

    private static String own(String file) {
        try {
            return Files.readString(Path.of("/proc/self", file));
        } catch (IOException e) {
            throw new UncheckedIOException("the memory of a process is read from /proc, which only Linux has", e);
        }
    }
}
