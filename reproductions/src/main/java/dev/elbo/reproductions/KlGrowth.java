package dev.elbo.reproductions;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.report.Block;
import dev.elbo.report.PointChart;
import dev.elbo.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Twice the KL grows as −r̂ log γ while the decoder's variance γ falls, with r̂ the number of informative latents (Dai
 * and Wipf 2019; Dai, Wenliang and Wipf 2021, section 3). On manifolds of known dimension r, the slope is compared with
 * r, for γ lowered step by step and for each γ from the start.
 */
final class KlGrowth implements Reproduction {
    private static final int EPOCHS = 60;
    private static final List<Double> VARIANCES = List.of(1.0, 0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4);

    /** γ from which the slope is fitted: below the variance of the data in all directions. */
    private static final double LARGEST = 0.03;

    /** A row: its way to train and the dimension of its data. */
    private record Row(KlPath.Start start, int r) {
        String name() {
            return start.name().toLowerCase(Locale.ROOT) + "-r" + r;
        }

        String what() {
            return start == KlPath.Start.LOWERED ? "γ lowered step by step" : "each γ from the start";
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row(KlPath.Start.LOWERED, 1),
            new Row(KlPath.Start.LOWERED, 2),
            new Row(KlPath.Start.LOWERED, 3),
            new Row(KlPath.Start.SCRATCH, 2));

    @Override
    public String name() {
        return "kl-growth";
    }

    @Override
    public String source() {
        return "Growth of the KL as the decoder's variance falls (Dai and Wipf 2019; Dai, Wenliang and Wipf 2021)";
    }

    @Override
    public String question() {
        return "Does the KL of a VAE grow with the logarithm of the decoder precision as fast as the dimension of the data says?";
    }

    @Override
    public int seeds() {
        return 3;
    }

    @Override
    public List<Experiment> experiments() {
        return List.of();
    }

    @Override
    public List<String> rows() {
        return ROWS.stream().map(Row::name).toList();
    }

    @Override
    public void complete(String name, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        Row row = ROWS.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
        RunConfig config = KlPath.config(row.r(), EPOCHS, seed, overrides);
        KlPath.complete(runs, name, row.start(), row.r(), seed, VARIANCES, config);
    }

    @Override
    public List<ExperimentRuns.Deviation> deviations(ExperimentRuns runs, int seeds) {
        List<ExperimentRuns.Deviation> found = new ArrayList<>();
        for (Row row : ROWS) {
            for (long seed = 0; seed < seeds; seed++) {
                long at = seed;
                KlPath.existing(runs, row.name(), seed)
                        .filter(path -> path.epochs() != EPOCHS)
                        .ifPresent(path -> found.add(new ExperimentRuns.Deviation(
                                row.name(), at, "epochs " + path.epochs() + " instead of " + EPOCHS)));
            }
        }
        return found;
    }

    private static List<KlPath> paths(ExperimentRuns runs, Row row, int seeds) {
        return IntStream.range(0, seeds)
                .mapToObj(seed -> KlPath.existing(runs, row.name(), seed))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The slope of 2 KL over −log γ, all seeds together. */
    static LineFit fit(List<KlPath> paths) {
        List<KlPath.Step> steps = paths.stream()
                .flatMap(path -> path.steps().stream())
                .filter(step -> step.gamma() <= LARGEST)
                .toList();
        return LineFit.of(
                steps.stream().mapToDouble(step -> -Math.log(step.gamma())).toArray(),
                steps.stream().mapToDouble(step -> 2 * step.kl()).toArray());
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<List<String>> slopes = new ArrayList<>();
        List<List<String>> values = new ArrayList<>();
        for (Row row : ROWS) {
            List<KlPath> paths = paths(runs, row, seeds);
            slopes.add(slope(row, paths));
            for (int i = 0; i < VARIANCES.size() && !paths.isEmpty(); i++) {
                values.add(values(row, paths, i));
            }
        }
        return List.of(
                new Table(
                        "Slope of 2 KL over −log γ",
                        List.of("row", "trained as", "r", "slope", "(slope − r) / error", "in use, least γ"),
                        slopes,
                        String.format(
                                Locale.ROOT,
                                "Least squares over all seeds and γ ≤ %s, with the standard error of the slope; KL of"
                                        + " test rows, nats. The statement is slope = r up to terms that stay bounded"
                                        + " as γ falls.",
                                LARGEST)),
                new Table(
                        "KL by variance of the decoder",
                        List.of("row", "γ", "2 KL", "error / γ", "in use, by seed"),
                        values,
                        "Mean ± standard deviation over seeds (runs). error / γ: mean squared error per column of test"
                                + " rows, from posterior modes."));
    }

    private static List<String> slope(Row row, List<KlPath> paths) {
        if (paths.isEmpty()) {
            return List.of(row.name(), row.what(), Integer.toString(row.r()), Cells.EMPTY, Cells.EMPTY, Cells.EMPTY);
        }
        LineFit fit = fit(paths);
        return List.of(
                row.name(),
                row.what(),
                Integer.toString(row.r()),
                String.format(Locale.ROOT, "%.3f ± %.3f", fit.slope(), fit.standardError()),
                String.format(Locale.ROOT, "%.1f", (fit.slope() - row.r()) / fit.standardError()),
                inUse(paths, VARIANCES.size() - 1));
    }

    private static List<String> values(Row row, List<KlPath> paths, int index) {
        double gamma = VARIANCES.get(index);
        return List.of(
                row.name(),
                Double.toString(gamma),
                Cells.spread(paths, path -> 2 * path.steps().get(index).kl(), 2),
                Cells.spread(paths, path -> path.steps().get(index).error() / gamma, 3),
                inUse(paths, index));
    }

    private static String inUse(List<KlPath> paths, int index) {
        return String.join(
                " ",
                paths.stream()
                        .map(path -> Integer.toString(path.steps().get(index).informative()))
                        .toList());
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        List<Block.FigureBlock> blocks = new ArrayList<>();
        figure(runs, "Growth of the KL, variance lowered", row -> row.start() == KlPath.Start.LOWERED)
                .ifPresent(blocks::add);
        if (!paths(runs, ROWS.get(ROWS.size() - 1), seeds()).isEmpty()) {
            figure(runs, "Growth of the KL, variance fixed from the start", row -> row.r() == 2)
                    .ifPresent(blocks::add);
        }
        return blocks;
    }

    private Optional<Block.FigureBlock> figure(ExperimentRuns runs, String title, Predicate<Row> shown) {
        List<PointChart.Line> lines = new ArrayList<>();
        for (Row row : ROWS) {
            List<KlPath> paths = paths(runs, row, seeds());
            if (shown.test(row) && !paths.isEmpty()) {
                lines.addAll(lines(row, paths));
            }
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.FigureBlock(
                        new PointChart(title, "−log γ", "2 KL, nats", lines, false, false),
                        "Test rows; mean over seeds, bars from the least to the greatest. Dashed: lines of slope r"
                                + " through the last point of each row with γ lowered."));
    }

    private static List<PointChart.Line> lines(Row row, List<KlPath> paths) {
        List<PointChart.Point> points = new ArrayList<>();
        for (int i = 0; i < VARIANCES.size(); i++) {
            int index = i;
            double[] values = paths.stream()
                    .mapToDouble(path -> 2 * path.steps().get(index).kl())
                    .sorted()
                    .toArray();
            double mean = java.util.Arrays.stream(values).average().orElseThrow();
            points.add(
                    new PointChart.Point(-Math.log(VARIANCES.get(i)), values[0], mean, values[values.length - 1], ""));
        }
        List<PointChart.Line> lines = new ArrayList<>();
        lines.add(new PointChart.Line("r = " + row.r() + ", " + row.what(), PointChart.Kind.MEASURED, points));
        if (row.start() == KlPath.Start.LOWERED) {
            PointChart.Point last = points.get(points.size() - 1);
            double from = -Math.log(LARGEST);
            lines.add(new PointChart.Line(
                    "slope " + row.r(),
                    PointChart.Kind.REFERENCE,
                    List.of(
                            new PointChart.Point(from, last.y() - row.r() * (last.x() - from), ""),
                            new PointChart.Point(last.x(), last.y(), ""))));
        }
        return lines;
    }
}
