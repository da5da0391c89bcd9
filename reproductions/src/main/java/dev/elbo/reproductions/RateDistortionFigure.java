package dev.elbo.reproductions;

import dev.elbo.evaluation.LowerHull;
import dev.elbo.evaluation.RateDistortion;
import dev.elbo.report.Block;
import dev.elbo.report.PointChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The three curves of {@link RateDistortionCurves} in one plot, with their lower hull and the line of equal ELBO. */
final class RateDistortionFigure {
    private RateDistortionFigure() {}

    static List<Block.FigureBlock> of(ExperimentRuns runs) {
        List<RateDistortion> together = RateDistortionPlaces.together(runs);
        return of(
                alone(runs, RateDistortionCurves.BETAS, RateDistortionCurves::separate),
                labelled(together, RateDistortionCurves.BETAS),
                alone(runs, RateDistortionCurves.DECOUPLED, RateDistortionCurves::decoupled));
    }

    /** Rate and distortion by β of one network per β, of a single network for all β, and with σ learned. */
    static List<Block.FigureBlock> of(
            Map<String, RateDistortion> separate,
            Map<String, RateDistortion> together,
            Map<String, RateDistortion> decoupled) {
        List<PointChart.Line> lines = new ArrayList<>();
        List<RateDistortion> fixed = new ArrayList<>(separate.values());
        fixed.addAll(together.values());
        if (!fixed.isEmpty()) {
            lines.add(plain("lower hull of σ = 0.2", PointChart.Kind.BACKGROUND, LowerHull.of(points(fixed))));
            lines.add(plain(
                    "rate + error / 2σ² as at the best ELBO, σ = 0.2", PointChart.Kind.REFERENCE, equalElbo(fixed)));
        }
        add(lines, "one network per β", separate);
        add(lines, "single network for all β", together);
        add(lines, "σ learned, one network per β", decoupled);
        return lines.isEmpty()
                ? List.of()
                : List.of(new Block.FigureBlock(
                        new PointChart(
                                "Rate and distortion",
                                "rate: KL, nats",
                                "squared error of an image",
                                lines,
                                false,
                                false),
                        "Test images of grey MNIST; each mark is one β, written next to it. All points on the dashed"
                                + " line have the best ELBO reached at σ = 0.2; curves of that σ lie on or above it."));
    }

    private static Map<String, RateDistortion> alone(
            ExperimentRuns runs, List<String> betas, Function<String, Experiment> experiment) {
        Map<String, RateDistortion> found = new LinkedHashMap<>();
        betas.forEach(beta -> RateDistortionPlaces.alone(runs, experiment.apply(beta), beta)
                .ifPresent(point -> found.put(beta, point)));
        return found;
    }

    private static Map<String, RateDistortion> labelled(List<RateDistortion> points, List<String> betas) {
        Map<String, RateDistortion> found = new LinkedHashMap<>();
        for (int i = 0; i < points.size(); i++) {
            found.put(betas.get(i), points.get(i));
        }
        return found;
    }

    private static void add(List<PointChart.Line> lines, String name, Map<String, RateDistortion> points) {
        if (!points.isEmpty()) {
            List<PointChart.Point> marks = new ArrayList<>();
            points.forEach((beta, at) -> marks.add(new PointChart.Point(at.rate(), at.squaredError(), beta)));
            lines.add(new PointChart.Line(name, PointChart.Kind.MEASURED, marks));
        }
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
