package dev.elbo.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The measurements of all rounds. */
final class Results {
    private final List<Row> rows = new ArrayList<>();

    record Row(int round, Peer peer, Work work, Measurement measurement) {}

    /** Median and extremes over the rounds. */
    record Spread(double median, double min, double max) {
        static Optional<Spread> of(Stream<Double> values) {
            double[] sorted = values.mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted.length == 0
                    ? Optional.empty()
                    : Optional.of(new Spread(Measurement.median(sorted), sorted[0], sorted[sorted.length - 1]));
        }
    }

    void add(int round, Peer peer, Work work, Measurement measurement) {
        rows.add(new Row(round, peer, work, measurement));
    }

    List<Measurement> of(Peer peer) {
        return rows.stream()
                .filter(row -> row.peer == peer && !row.measurement.missing())
                .map(Row::measurement)
                .toList();
    }

    /** Milliseconds: each round contributes its median. */
    Optional<Spread> time(Peer peer, Work work) {
        return Spread.of(byRound(peer, work).values().stream());
    }

    /** Their time divided by Elbo's in the same round, under the same conditions. */
    Optional<Spread> ratio(Peer theirs, Work work) {
        return ratio(byRound(theirs, work), byRound(theirs.reference(), work), 1);
    }

    /** The arrangements of threads that the program had, or that were the fastest, in the order of the rounds. */
    List<Arrangement> arrangements(Peer peer, Work work) {
        return rows.stream()
                .filter(row -> row.peer == peer && row.work == work && !row.measurement.missing())
                .map(row -> row.measurement.arrangement())
                .distinct()
                .toList();
    }

    /** The time of a pass divided by that of its steps. */
    Optional<Spread> passOverSteps(Peer peer) {
        return ratio(
                byRound(peer, Work.EPOCH_VAMP),
                byRound(peer, Work.STEP_VAMP),
                (double) Step.BATCH / ElboPeer.EPOCH_ROWS);
    }

    private static Optional<Spread> ratio(Map<Integer, Double> over, Map<Integer, Double> under, double factor) {
        return Spread.of(over.entrySet().stream()
                .filter(entry -> under.containsKey(entry.getKey()))
                .map(entry -> factor * entry.getValue() / Objects.requireNonNull(under.get(entry.getKey()))));
    }

    /** The largest peak of resident memory in MiB. */
    Optional<Double> memory(Peer peer, Work work) {
        return rows.stream()
                .filter(row -> row.peer == peer && row.work == work && !row.measurement.missing())
                .map(row -> row.measurement.peakRssMiB())
                .max(Double::compare);
    }

    /** Why a task was not measured, if one of its processes reported so. */
    Optional<String> skipped(Work work) {
        return rows.stream()
                .filter(row -> row.work == work && row.measurement.missing())
                .map(row -> row.measurement.skipped())
                .findFirst();
    }

    private Map<Integer, Double> byRound(Peer peer, Work work) {
        Map<Integer, Double> medians = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> row.peer == peer && row.work == work && !row.measurement.missing())
                .forEach(row -> medians.put(row.round, row.measurement.median()));
        return medians;
    }

    String csv() {
        StringBuilder csv = new StringBuilder(
                "round,work,peer,median_ms,min_ms,max_ms,n,workers,threads,engine,blas,peak_rss_mib\n");
        for (Row row : rows) {
            Measurement m = row.measurement;
            if (!m.missing()) {
                csv.append(String.format(
                        Locale.ROOT,
                        "%d,%s,%s,%.4f,%.4f,%.4f,%d,%d,%d,%s,%s,%.0f%n",
                        row.round,
                        row.work.word(),
                        row.peer.word(),
                        m.median(),
                        m.min(),
                        m.max(),
                        m.n(),
                        m.workers(),
                        m.threads(),
                        m.engine(),
                        m.blas(),
                        m.peakRssMiB()));
            }
        }
        return csv.toString();
    }
}
