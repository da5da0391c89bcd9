package dev.elbo.bench;

import dev.elbo.report.Figure;
import dev.elbo.report.LogLogChart;
import dev.elbo.report.Panels;
import java.util.List;
import java.util.Locale;

/** The results of {@link Scaling} as one picture, one panel per sweep. */
record ScalingFigure(ScalingResults results, List<Sweep> sweeps, int threads) {
    private static final int COLUMNS = 2;

    Figure figure() {
        return new Panels(title(), sweeps.stream().map(this::panel).toList(), COLUMNS);
    }

    /** The sizes that are kept constant. */
    private String title() {
        Sizes usual = Sizes.USUAL;
        return String.format(
                Locale.ROOT,
                "784-%d-%d-%d gated, Bernoulli; %d rows in a batch, K = %d, S = %d, %d %s unless varied",
                usual.hidden(),
                usual.hidden(),
                usual.latent(),
                usual.batch(),
                usual.components(),
                ElboPeer.LIKELIHOOD_SAMPLES,
                threads,
                threads == 1 ? "thread" : "threads");
    }

    private Figure panel(Sweep sweep) {
        List<LogLogChart.Line> lines = sweep.lines().stream()
                .map(line -> new LogLogChart.Line(
                        line.title(), line.step().ordinal(), line.productsAlone(), points(sweep, line)))
                .toList();
        return new LogLogChart(sweep.title(), sweep.axis(), sweep.lap().unit(), lines);
    }

    private List<LogLogChart.Point> points(Sweep sweep, Line line) {
        return sweep.places().stream()
                .filter(place -> place.line() == line)
                .flatMap(place -> results.time(place).stream()
                        .map(time -> new LogLogChart.Point(place.x(), time.min(), time.median(), time.max())))
                .toList();
    }
}
