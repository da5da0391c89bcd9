package dev.elbo.runs.sweep;

import dev.elbo.config.Setting;
import dev.elbo.config.sweep.Combination;
import dev.elbo.config.sweep.SweepSpec;
import dev.elbo.report.DotChart;
import dev.elbo.report.Figure;
import dev.elbo.report.PointChart;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The figures of a group of comparable combinations. */
final class SweepFigures {
    private static final int MOST_LINES = 8;

    private final SweepSpec spec;
    private final List<SweepResults.Row> group;
    private final Evaluation first;

    SweepFigures(SweepSpec spec, List<SweepResults.Row> group) {
        this.spec = spec;
        this.group = group;
        this.first = SweepResults.any(group.get(0));
    }

    /** A figure, its file name without ending, and its caption. */
    record Named(String name, Figure figure, String caption) {}

    List<Named> all() {
        List<Named> all = new ArrayList<>();
        all.add(keyNumber());
        rateDistortion().ifPresent(all::add);
        return all;
    }

    private String unit() {
        return first.autoencoder() ? "" : ", nats";
    }

    private double value(Evaluation e) {
        return first.autoencoder() ? e.meanSquaredError() : e.nllNats();
    }

    /** Against the setting that varies in a number, otherwise by combination. */
    private Named keyNumber() {
        Optional<SweepAxis> axis = SweepAxis.of(spec);
        boolean single = group.stream().allMatch(row -> row.bySeed().size() == 1);
        String bars = single ? "One run each." : "Mean over seeds; bars: ± one standard deviation.";
        String title = SweepResults.measure(first) + ", test set";
        if (axis.isPresent() && lines(axis.get()).size() <= MOST_LINES) {
            SweepAxis x = axis.get();
            List<PointChart.Line> lines = new ArrayList<>();
            lines(x).forEach((name, rows) -> lines.add(new PointChart.Line(
                    name,
                    PointChart.Kind.MEASURED,
                    rows.stream()
                            .map(row -> point(x.at(spec, row.combination()), row))
                            .toList())));
            PointChart chart = new PointChart(
                    title, x.label(), SweepResults.measure(first) + unit(), lines, false, lines.size() > 1);
            return new Named(
                    "results", x.logarithmic() ? chart.withLogarithmicX() : chart, bars + missing(lines.size()));
        }
        List<DotChart.Dot> dots = group.stream()
                .map(row -> {
                    Spread spread = spread(row, this::value);
                    return new DotChart.Dot(
                            row.combination().label(),
                            spread.mean() - bar(spread),
                            spread.mean(),
                            spread.mean() + bar(spread));
                })
                .toList();
        return new Named("results", new DotChart(title, SweepResults.measure(first) + unit(), dots), bars);
    }

    private static String missing(int lines) {
        return lines > 1 ? " Marks at the same number stand side by side." : "";
    }

    /** Rows by the settings that are not on the axis, each in the order of the axis. */
    private Map<String, List<SweepResults.Row>> lines(SweepAxis axis) {
        Map<String, List<SweepResults.Row>> lines = new LinkedHashMap<>();
        group.forEach(row -> lines.computeIfAbsent(others(row.combination(), axis.setting()), key -> new ArrayList<>())
                .add(row));
        lines.values().forEach(rows -> rows.sort(Comparator.comparingDouble(row -> axis.at(spec, row.combination()))));
        return lines;
    }

    private String others(Combination combination, Setting axis) {
        return spec.varied().stream()
                .filter(setting -> setting != axis)
                .map(setting -> setting.key() + " " + spec.text(combination, setting))
                .collect(Collectors.joining(", "));
    }

    private PointChart.Point point(double x, SweepResults.Row row) {
        Spread spread = spread(row, this::value);
        return new PointChart.Point(x, spread.mean() - bar(spread), spread.mean(), spread.mean() + bar(spread), "");
    }

    private static Spread spread(SweepResults.Row row, ToDoubleFunction<Evaluation> number) {
        return Spread.of(
                row.bySeed().values().stream().mapToDouble(number).boxed().toList());
    }

    private static double bar(Spread spread) {
        return spread.runs() > 1 ? spread.standardDeviation() : 0;
    }

    /** KL against reconstruction, if β varies. */
    private Optional<Named> rateDistortion() {
        Optional<SweepAxis> beta = SweepAxis.beta(spec);
        if (beta.isEmpty() || first.autoencoder() || lines(beta.get()).size() > MOST_LINES) {
            return Optional.empty();
        }
        List<PointChart.Line> lines = new ArrayList<>();
        lines(beta.get())
                .forEach((name, rows) -> lines.add(new PointChart.Line(
                        name,
                        PointChart.Kind.MEASURED,
                        rows.stream()
                                .map(row -> new PointChart.Point(
                                        spread(row, Evaluation::klNats).mean(),
                                        spread(row, Evaluation::reconstructionNats)
                                                .mean(),
                                        String.format(
                                                        Locale.ROOT,
                                                        "%.4g",
                                                        beta.get().at(spec, row.combination()))
                                                .replaceAll("(\\.[0-9]*?)0+$", "$1")
                                                .replaceAll("\\.$", "")))
                                .toList())));
        return Optional.of(new Named(
                "rate-distortion",
                new PointChart(
                        "Rate and distortion, test set",
                        "rate: KL, nats",
                        "distortion: reconstruction, nats",
                        lines,
                        false,
                        false),
                "Means over test rows and seeds; each mark is one beta, written next to it."));
    }
}
