package dev.elbo.reproductions;

import dev.elbo.evaluation.LowerHull;
import dev.elbo.evaluation.RateDistortion;
import dev.elbo.report.Block;
import dev.elbo.report.PointChart;
import dev.elbo.reproductions.RateDistortionSet.Sigma;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The four curves of {@link RateDistortionCurves} on one data set, with the lower hull and the line of equal ELBO. */
final class RateDistortionFigure {
    private RateDistortionFigure() {}

    /** The curves that have points; empty if none has. */
    static Optional<Block.FigureBlock> of(RateDistortionResults results) {
        if (results.empty()) {
            return Optional.empty();
        }
        List<PointChart.Line> lines = new ArrayList<>();
        List<RateDistortion> fixed = new ArrayList<>();
        results.separate(Sigma.FIXED).values().forEach(bySeed -> fixed.add(mean(bySeed.values())));
        results.together(Sigma.FIXED).values().forEach(bySeed -> fixed.add(mean(bySeed.values())));
        if (!fixed.isEmpty()) {
            String sigma = "σ = " + RateDistortionSet.SIGMA;
            lines.add(plain("lower hull of " + sigma, PointChart.Kind.BACKGROUND, LowerHull.of(points(fixed))));
            lines.add(plain(
                    "rate + error / 2σ² as at the best ELBO, " + sigma, PointChart.Kind.REFERENCE, equalElbo(fixed)));
        }
        add(lines, "one network per β", results.separate(Sigma.FIXED));
        add(lines, "single network for all β", results.together(Sigma.FIXED));
        add(lines, "σ learned, one network per β", results.separate(Sigma.LEARNED));
        add(lines, "σ learned, single network for all β", results.together(Sigma.LEARNED));
        return Optional.of(new Block.FigureBlock(
                new PointChart(
                        "Rate and distortion, " + results.set().data(),
                        "rate: KL, nats",
                        "squared error of an image",
                        lines,
                        false,
                        false),
                "Test images; each mark is one β, written next to it, the mean over seeds, with the range of the error. All"
                        + " points on the dashed line have the best ELBO reached at σ = " + RateDistortionSet.SIGMA
                        + "; curves of that σ lie on or above it."));
    }

    private static RateDistortion mean(Collection<RateDistortion> points) {
        return new RateDistortion(
                points.stream().mapToDouble(RateDistortion::rate).average().orElseThrow(),
                points.stream()
                        .mapToDouble(RateDistortion::distortion)
                        .average()
                        .orElseThrow(),
                points.stream()
                        .mapToDouble(RateDistortion::squaredError)
                        .average()
                        .orElseThrow());
    }

    private static void add(List<PointChart.Line> lines, String name, Map<String, Map<Long, RateDistortion>> curve) {
        if (curve.isEmpty()) {
            return;
        }
        List<PointChart.Point> marks = new ArrayList<>();
        curve.forEach((beta, bySeed) -> {
            RateDistortion at = mean(bySeed.values());
            double[] errors = bySeed.values().stream()
                    .mapToDouble(RateDistortion::squaredError)
                    .sorted()
                    .toArray();
            marks.add(new PointChart.Point(
                    at.rate(),
                    Math.min(errors[0], at.squaredError()),
                    at.squaredError(),
                    Math.max(errors[errors.length - 1], at.squaredError()),
                    beta));
        });
        lines.add(new PointChart.Line(name, PointChart.Kind.MEASURED, marks));
    }

    private static PointChart.Line plain(String name, PointChart.Kind kind, List<LowerHull.Point> points) {
        return new PointChart.Line(
                name,
                kind,
                points.stream()
                        .map(point -> new PointChart.Point(point.x(), point.y(), ""))
                        .toList());
    }

    private static List<LowerHull.Point> points(List<RateDistortion> places) {
        return places.stream()
                .map(place -> new LowerHull.Point(place.rate(), place.squaredError()))
                .toList();
    }

    /** The line error / 2σ² + rate = minimum, over the observed rates. */
    private static List<LowerHull.Point> equalElbo(List<RateDistortion> places) {
        double twice = 2 * RateDistortionSet.SIGMA * RateDistortionSet.SIGMA;
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
