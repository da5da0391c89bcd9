package dev.elbo.reproductions;

import dev.elbo.evaluation.LowerHull;
import dev.elbo.evaluation.RateDistortion;
import dev.elbo.report.Block;
import dev.elbo.report.LineChart;
import dev.elbo.report.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The three curves of {@link RateDistortionCurves} in one plane, with their hull and the line of equal ELBO. */
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
            add(series, "lower hull of σ = 0.2", LowerHull.of(points(fixed))); // below the curves that it touches
        }
        add(series, "one network for each β", points(separate));
        add(series, "one network for all β", points(together));
        add(series, "σ learned, one network for each β", points(decoupled));
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
                        "Test images of grey MNIST; each point of a curve is one β. The straight line joins all pairs with the"
                                + " best ELBO that is reached at σ = 0.2; elsewhere a curve lies above it."));
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

    /** error / 2σ² + rate = its least value, over the rates that are reached. */
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
