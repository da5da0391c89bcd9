package dev.elbo.runs.sweep;

import dev.elbo.config.Setting;
import dev.elbo.config.sweep.Combination;
import dev.elbo.report.Table;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.Difference;
import dev.elbo.runs.report.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The tables of a sweep: for each group of comparable combinations the results, and their differences from a reference
 * combination over runs with the same seed.
 */
final class SweepTables {
    private final SweepResults results;

    private SweepTables(SweepResults results) {
        this.results = results;
    }

    /** A number of an evaluation, its column, and how many decimals it has. */
    private record Number(String column, ToDoubleFunction<Evaluation> value, int decimals) {}

    static List<Table> of(SweepResults results) {
        SweepTables tables = new SweepTables(results);
        List<List<SweepResults.Row>> groups = results.groups();
        List<Table> all = new ArrayList<>();
        for (List<SweepResults.Row> group : groups) {
            all.add(tables.results(group, groups.size()));
            if (group.size() > 1) {
                all.add(tables.differences(group));
            }
        }
        return all;
    }

    private Table results(List<SweepResults.Row> group, int groups) {
        Evaluation first = SweepResults.any(group.get(0));
        List<Number> numbers = numbers(group);
        boolean sameEstimator = estimators(group).size() == 1;
        List<String> columns = new ArrayList<>(settingColumns());
        columns.add("runs");
        numbers.forEach(number -> columns.add(number.column()));
        columns.add("active units");
        if (!sameEstimator) {
            columns.add("estimator");
        }
        List<List<String>> rows = new ArrayList<>();
        for (SweepResults.Row row : group) {
            List<Evaluation> runs = List.copyOf(row.bySeed().values());
            List<String> cells = new ArrayList<>(settings(row.combination()));
            cells.add(Integer.toString(runs.size()));
            numbers.forEach(number -> cells.add(spread(runs, number.value(), number.decimals())));
            cells.add(spread(runs, Evaluation::activeUnits, 1));
            if (!sameEstimator) {
                cells.add(estimators(List.of(row)).stream().collect(Collectors.joining("; ")));
            }
            rows.add(cells);
        }
        return new Table(title(first), columns, rows, note(group, groups, sameEstimator));
    }

    private static String title(Evaluation first) {
        return first.data() + ", test set, likelihood " + first.likelihood() + ", binarisation " + first.binarisation()
                + (first.autoencoder() ? ", " + Evaluation.AUTOENCODER : "");
    }

    private String note(List<SweepResults.Row> group, int groups, boolean sameEstimator) {
        StringBuilder note = new StringBuilder("Mean ± standard deviation over seeds, nats per row; ");
        note.append(
                results.spec().baseText().isEmpty()
                        ? ""
                        : "all runs: " + results.spec().baseText() + "; ");
        Evaluation first = SweepResults.any(group.get(0));
        if (sameEstimator && !first.autoencoder()) {
            note.append(SweepResults.measure(first))
                    .append(": ")
                    .append(estimators(group).get(0))
                    .append("; ");
        }
        note.append(results.evaluated())
                .append(" of ")
                .append(results.planned())
                .append(" runs are evaluated");
        if (!results.failures().isEmpty()) {
            note.append(", ").append(results.failures().size()).append(" failed");
        }
        note.append('.').append(unreliable(group));
        if (groups > 1) {
            note.append(" Runs with different data, split, likelihood or binarisation, and autoencoders, are in"
                    + " separate tables.");
        }
        return note.toString();
    }

    /** How many rows of the worst run have no reliable standard error. */
    private static String unreliable(List<SweepResults.Row> group) {
        return group.stream()
                .flatMap(row -> row.bySeed().values().stream())
                .filter(e -> e.unreliableRows() != null && e.unreliableRows() > 0)
                .max(Comparator.comparingDouble(e -> unreliableRows(e) / (double) e.rows()))
                .map(e -> " Up to " + unreliableRows(e) + " of " + e.rows()
                        + " test rows of a run have no reliable standard error: log p(x) is probably too low there.")
                .orElse("");
    }

    private static int unreliableRows(Evaluation e) {
        return e.unreliableRows() == null ? 0 : e.unreliableRows();
    }

    private static List<String> estimators(List<SweepResults.Row> group) {
        return group.stream()
                .flatMap(row -> row.bySeed().values().stream())
                .map(e -> e.autoencoder() ? e.estimator() : e.estimator() + ", S = " + e.samples())
                .distinct()
                .toList();
    }

    private Table differences(List<SweepResults.Row> group) {
        SweepResults.Row reference = results.reference(group);
        List<Number> numbers = numbers(group);
        List<String> columns = new ArrayList<>(settingColumns());
        columns.add("pairs");
        numbers.forEach(number -> columns.add("Δ " + number.column()));
        List<List<String>> rows = new ArrayList<>();
        for (SweepResults.Row row : group) {
            if (row.combination().equals(reference.combination())) {
                continue;
            }
            List<String> cells = new ArrayList<>(settings(row.combination()));
            cells.add(Long.toString(row.bySeed().keySet().stream()
                    .filter(reference.bySeed()::containsKey)
                    .count()));
            numbers.forEach(number -> cells.add(difference(row, reference, number)));
            rows.add(cells);
        }
        return new Table(
                "Differences from " + reference.combination().label(),
                columns,
                rows,
                "Runs with the same seed, which share split and noise: mean difference ± its standard error over seeds."
                        + (numbers.get(0).column().equals("squared error")
                                ? " Below zero is better."
                                : " Below zero is better for " + numbers.get(0).column() + " and −ELBO."));
    }

    private static String difference(SweepResults.Row row, SweepResults.Row reference, Number number) {
        Difference difference = Difference.between(row.bySeed(), reference.bySeed(), number.value());
        String format = "%+." + number.decimals() + "f";
        if (difference.pairs() == 0) {
            return "–";
        }
        return difference.pairs() == 1
                ? String.format(Locale.ROOT, format, difference.mean())
                : String.format(
                        Locale.ROOT,
                        format + " ± %." + number.decimals() + "f",
                        difference.mean(),
                        difference.standardError());
    }

    private static String spread(List<Evaluation> runs, ToDoubleFunction<Evaluation> number, int decimals) {
        Spread spread = Spread.of(runs.stream().mapToDouble(number).boxed().toList());
        String format = "%." + decimals + "f";
        return spread.runs() == 1
                ? String.format(Locale.ROOT, format, spread.mean())
                : String.format(Locale.ROOT, format + " ± " + format, spread.mean(), spread.standardDeviation());
    }

    private List<String> settingColumns() {
        List<Setting> varied = results.spec().varied();
        return varied.isEmpty()
                ? List.of("settings")
                : varied.stream().map(Setting::key).toList();
    }

    private List<String> settings(Combination combination) {
        List<Setting> varied = results.spec().varied();
        return varied.isEmpty()
                ? List.of(combination.label())
                : varied.stream()
                        .map(setting -> results.spec().text(combination, setting))
                        .toList();
    }

    private static List<Number> numbers(List<SweepResults.Row> group) {
        Evaluation first = SweepResults.any(group.get(0));
        List<Number> numbers = new ArrayList<>();
        if (first.autoencoder()) {
            numbers.add(number(group, "squared error", Evaluation::meanSquaredError));
        } else {
            numbers.add(number(group, SweepResults.measure(first), Evaluation::nllNats));
            numbers.add(number(group, "−ELBO", e -> -e.elboNats()));
        }
        numbers.add(number(group, "reconstruction", Evaluation::reconstructionNats));
        if (!first.autoencoder()) {
            numbers.add(number(group, "KL", Evaluation::klNats));
        }
        return numbers;
    }

    /** With two decimals, and more for numbers that are small throughout. */
    private static Number number(List<SweepResults.Row> group, String column, ToDoubleFunction<Evaluation> value) {
        double largest = group.stream()
                .flatMap(row -> row.bySeed().values().stream())
                .mapToDouble(value)
                .map(Math::abs)
                .max()
                .orElse(0);
        int decimals = largest > 0 ? 2 - (int) Math.floor(Math.log10(largest)) : 2;
        return new Number(column, value, Math.max(2, Math.min(8, decimals)));
    }
}
