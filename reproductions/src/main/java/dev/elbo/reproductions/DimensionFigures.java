package dev.elbo.reproductions;

import dev.elbo.report.Block;
import dev.elbo.report.Figure;
import dev.elbo.report.HistogramPair;
import dev.elbo.report.Panels;
import dev.elbo.report.PointChart;
import dev.elbo.runs.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Figures of {@link Dimensions}. */
final class DimensionFigures {
    private static final int MOST_SEEDS = 10;
    private static final int BINS = 40;

    private final Dimensions dimensions;
    private final ExperimentRuns runs;

    private DimensionFigures(Dimensions dimensions, ExperimentRuns runs) {
        this.dimensions = dimensions;
        this.runs = runs;
    }

    static List<Block.FigureBlock> of(Dimensions dimensions, ExperimentRuns runs) {
        DimensionFigures figures = new DimensionFigures(dimensions, runs);
        List<Block.FigureBlock> blocks = new ArrayList<>();
        List<Figure> shells = figures.shells();
        if (!shells.isEmpty()) {
            blocks.add(new Block.FigureBlock(
                    new Panels("Lengths of latents", shells, 3),
                    "|z| of samples of the posteriors of the test rows of a Gaussian VAE (bars, seed 0) and of N(0, I)"
                            + " (line): the more dimensions, the thinner the shell relative to its radius."));
        }
        blocks.add(new Block.FigureBlock(
                new Panels("Number of latents", List.of(surface(), figures.likelihoods()), 2),
                "Left: the surface of the unit sphere of dimension d. Right: −log p(x) of the test images, mean over seeds"
                        + " with their range."));
        return blocks;
    }

    private List<Figure> shells() {
        List<Figure> panels = new ArrayList<>();
        for (int d : Dimensions.SIZES) {
            dimensions.experiments().stream()
                    .filter(experiment -> experiment.name().equals("n-d" + d))
                    .flatMap(experiment -> Dimensions.norms(runs, experiment, 0).stream())
                    .forEach(norms -> panels.add(new HistogramPair(
                            "d = " + d,
                            "|z|",
                            "codes",
                            norms.lengths(),
                            "N(0, I)",
                            normal(d, norms.lengths().length),
                            BINS)));
        }
        return panels;
    }

    private static double[] normal(int d, int count) {
        SplittableRandom random = new SplittableRandom(d);
        return IntStream.range(0, count)
                .mapToDouble(i -> Math.sqrt(DoubleStream.generate(random::nextGaussian)
                        .limit(d)
                        .map(z -> z * z)
                        .sum()))
                .toArray();
    }

    private static Figure surface() {
        List<PointChart.Point> points = IntStream.rangeClosed(1, 40)
                .mapToObj(d -> new PointChart.Point(d, Math.exp(LatentNorms.logSurface(d)), ""))
                .toList();
        return new PointChart(
                "Surface of the sphere",
                "dimension d",
                "surface",
                List.of(new PointChart.Line("surface", PointChart.Kind.MEASURED, points)),
                false,
                false);
    }

    private Figure likelihoods() {
        List<PointChart.Line> lines = new ArrayList<>();
        lines.add(line("Gaussian", "n-d"));
        lines.add(line("von Mises-Fisher", "s-d"));
        lines.add(line("product of spheres", "product-d"));
        lines.add(line("Power Spherical", "power-d"));
        lines.removeIf(line -> line.points().isEmpty());
        return new PointChart("−log p(x), MNIST", "dimension d", "nats per image", lines, false, false);
    }

    private PointChart.Line line(String name, String prefix) {
        List<PointChart.Point> points = new ArrayList<>();
        for (Experiment experiment : dimensions.experiments()) {
            double[] found = runs.evaluations(experiment, MOST_SEEDS).stream()
                    .mapToDouble(Evaluation::nllNats)
                    .toArray();
            if (experiment.name().startsWith(prefix) && found.length > 0) {
                points.add(new PointChart.Point(
                        Double.parseDouble(experiment.name().substring(prefix.length())),
                        DoubleStream.of(found).min().orElseThrow(),
                        DoubleStream.of(found).average().orElseThrow(),
                        DoubleStream.of(found).max().orElseThrow(),
                        ""));
            }
        }
        return new PointChart.Line(name, PointChart.Kind.MEASURED, points);
    }
}
