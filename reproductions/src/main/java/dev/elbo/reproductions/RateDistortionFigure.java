package dev.elbo.reproductions;

import dev.elbo.evaluation.LowerHull;
import dev.elbo.evaluation.RateDistortion;
import dev.elbo.report.Block;
import dev.elbo.report.LineChart;
import dev.elbo.report.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The three curves of {@link RateDistortionCurves} in one plot, with their lower hull and the line of equal ELBO. */
final class RateDistortionFigure {
    private RateDistortionFigure() {}

    static List<Block.FigureBlock> of(ExperimentRuns runs) {
        List<RateDistortion> separate = new ArrayList<>();
        RateDistortionCurves.BETAS.forEach(
                beta -> RateDistortionPlaces.alone(runs, RateDistortionCurves.separate(beta), beta)
                        .ifPresent(separate::add));
        List<RateDistortion> together = RateDistortionPlaces.together(runs);
        List<RateDistortion> decoupled = new ArrayList<>();
        RateDistortionCurves.DECOUPLED.forEach(
                beta -> RateDistortionPlaces.alone(runs, RateDistortionCurves.decoupled(beta), beta)
                        .ifPresent(decoupled::add));
        List<Series> series = new ArrayList<>();
        List<RateDistortion> fixed = new ArrayList<>(separate);
        fixed.addAll(together);
        if (!fixed.isEmpty()) {
            add(series, "equal ELBO at σ = 0.2", equalElbo(fixed));
            add(
                    series,
                    "lower hull of σ = 0.2",
                    LowerHull.of(points(fixed))); // drawn first, below the curves that it touches
        }
        add(series, "one network per β", points(separate));
        add(series, "single network for all β", points(together));
        add(series, "σ learned, one network per β", points(decoupled));
        return series.isEmpty()
                ? List.of()
                : List.of(new Block.FigureBlock(
                        new LineChart(
                                "Rate and distortion",
                                "rate: KL, nats",
                                "squared error of an image",
                                series,
                                false,
                                OptionalDouble.empty(),
                                null),
                        "Test images of grey MNIST; each point of a curve is one β. All points on the straight"
                                + " line have the best ELBO reached at σ = 0.2; curves lie on or above it."));
    }

    private static void add(List<Series> series, String name, List<LowerHull.Point> points) {
        if (!points.isEmpty()) {
            series.add(new Series(
                    name,
                    points.stream().mapToDouble(LowerHull.Point::x).toArray(),
                    points.stream().mapToDouble(LowerHull.Point::y).toArray()));
        }
    }

    private static List<LowerHull.Point> points(List<RateDistortion> places) {
        return places.stream()
                .map(place -> new LowerHull.Point(place.rate(), place.squaredError()))
                .toList();
    }

    /** The line error / 2σ² + rate = minimum, over the observed rates. */
    private static List<LowerHull.Point> equalElbo(List<RateDistortion> places) {
        double twice = 2 * RateDistortionCurves.SIGMA * RateDistortionCurves.SIGMA;
        double least = places.stream()
                .mapToDouble(place -> place.squaredError() / twice + place.rate())
                .min()
                .orElseThrow();
        return places.stream()
                .mapToDouble(RateDistortion::rate)
                .sorted()
                .mapToObj(rate -> new LowerHull.Point(rate, twice * (least - rate)))
                .filter(point -> point.y() > 0)
                .toList();
    }
}
