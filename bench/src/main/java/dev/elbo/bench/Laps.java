package dev.elbo.bench;

import java.util.List;

/** Milliseconds of each lap, and the threads that worked on it. */
record Laps(List<Double> milliseconds, Arrangement arrangement) {
    double median() {
        return Measurement.median(
                milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    /** Of laps that each did {@code count} pieces of work, the time per piece. */
    static List<Double> each(int count, List<Double> milliseconds) {
        return milliseconds.stream().map(lap -> lap / count).toList();
    }
}
