package dev.elbo.bench;

import dev.elbo.bench.Results.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The measurements of all rounds, place by place. */
final class ScalingResults {
    private final List<Row> rows = new ArrayList<>();

    private record Row(int round, Place place, Measurement measurement) {}

    void add(int round, Place place, Measurement measurement) {
        rows.add(new Row(round, place, measurement));
    }

    /** Milliseconds: each round contributes its median. */
    Optional<Spread> time(Place place) {
        return Spread.of(rows.stream().filter(row -> row.place.equals(place)).map(row -> row.measurement.median()));
    }

    String csv() {
        StringBuilder csv = new StringBuilder("sweep,line,x,round,milliseconds,laps,workers,threads,peak_rss_mib\n");
        for (Row row : rows) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%d,%.4f,%d,%d,%d,%.0f%n",
                    row.place.sweep().word(),
                    row.place.line().word(),
                    row.place.x(),
                    row.round,
                    row.measurement.median(),
                    row.measurement.n(),
                    row.measurement.workers(),
                    row.measurement.threads(),
                    row.measurement.peakRssMiB()));
        }
        return csv.toString();
    }
}
