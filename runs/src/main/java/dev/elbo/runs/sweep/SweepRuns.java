package dev.elbo.runs.sweep;

import dev.elbo.config.Setting;
import dev.elbo.report.Table;
import dev.elbo.runs.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code runs.csv}: one line for each run of a sweep, evaluated or not, with all digits of its numbers. */
final class SweepRuns {
    private SweepRuns() {}

    static String csv(SweepResults results) {
        List<Setting> varied = results.spec().varied();
        List<String> columns = new ArrayList<>(List.of("run"));
        varied.forEach(setting -> columns.add(setting.key()));
        columns.add("seed");
        columns.addAll(numbers(null).keySet());
        columns.add("failure");
        List<List<String>> rows = new ArrayList<>();
        for (SweepResults.Row row : results.rows()) {
            for (long seed : results.spec().seeds()) {
                String name = row.combination().run(seed);
                List<String> cells = new ArrayList<>(List.of(name));
                varied.forEach(setting -> cells.add(results.spec().text(row.combination(), setting)));
                cells.add(Long.toString(seed));
                cells.addAll(numbers(row.bySeed().get(seed)).values());
                cells.add(results.failures().getOrDefault(name, ""));
                rows.add(cells);
            }
        }
        return new Table("", columns, rows, "").csv();
    }

    /** Cells by column; empty where there is no number. */
    private static Map<String, String> numbers(@Nullable Evaluation e) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("nll_nats", e == null ? "" : text(e.nllNats()));
        cells.put("nll_standard_error", e == null ? "" : text(e.nllStandardError()));
        cells.put("estimator", e == null ? "" : e.estimator());
        cells.put("elbo_nats", e == null ? "" : text(e.elboNats()));
        cells.put("reconstruction_nats", e == null ? "" : text(e.reconstructionNats()));
        cells.put("kl_nats", e == null ? "" : text(e.klNats()));
        cells.put("active_units", e == null ? "" : Integer.toString(e.activeUnits()));
        cells.put("mean_squared_error", e == null ? "" : text(e.meanSquaredError()));
        cells.put("best_epoch", e == null ? "" : Integer.toString(e.bestEpoch()));
        cells.put("measure", e == null ? "" : e.measure());
        return cells;
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
