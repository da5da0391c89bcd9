package dev.elbo.runs.report;

import dev.elbo.config.PosteriorSpec;
import dev.elbo.data.Dataset;
import dev.elbo.evaluation.LatentStatistics;
import dev.elbo.evaluation.Pca;
import dev.elbo.inference.TrainedModel;
import dev.elbo.report.Figure;
import dev.elbo.report.Histogram;
import dev.elbo.report.ImageGrid;
import dev.elbo.report.Panels;
import dev.elbo.report.Scatter;
import dev.elbo.report.SphereMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.InverseErf;

/** Figures of a latent space: where rows lie in it, and what its points decode to. */
public final class LatentFigures {
    private static final int[] NO_GROUPS = {};
    private static final int MANIFOLD_SIDE = 20;
    private static final int CLOUD_POINTS = 2000;

    /** The golden ratio, whose multiples modulo 1 are evenly spread: jitter without randomness. */
    private static final double GOLDEN = 0.6180339887498949;

    private LatentFigures() {}

    /** Posterior modes in the plane, on the sphere or circle, or projected onto two principal components. */
    static Figure latentPlane(PosteriorSpec posterior, LatentStatistics latents, Dataset rows) {
        int[] groups = groups(rows);
        int width = latents.latentSize();
        if (posterior instanceof PosteriorSpec.Spherical sphere && sphere.oneSphere(2)) {
            return new SphereMap(
                    "Latent sphere",
                    ReportFigures.doubles(latents.modes()),
                    groups,
                    groups.length == 0 ? List.of() : names(rows));
        }
        if (posterior instanceof PosteriorSpec.Spherical sphere && sphere.oneSphere(1)) {
            return scatter(
                    "Latent circle", "z₁", "z₂", ringed(latents.modes()), latents.rows(), groups, names(rows), true);
        }
        if (width == 2) {
            return scatter("Latent plane", "z₁", "z₂", latents.modes(), latents.rows(), groups, names(rows), true);
        }
        if (width == 1) {
            return new Histogram(
                    "Latent posterior means",
                    "z",
                    ReportFigures.doubles(latents.modes()),
                    40,
                    OptionalDouble.empty(),
                    "");
        }
        Pca pca = Pca.of(latents.modes(), latents.rows(), width, 2);
        float[] points = new float[pca.coordinates().length];
        for (int i = 0; i < points.length; i++) {
            points[i] = (float) pca.coordinates()[i];
        }
        return scatter(
                String.format(
                        Locale.ROOT,
                        "Latents on two principal components (%.0f %% of the variance)",
                        100 * (pca.explained()[0] + pca.explained()[1])),
                "first component",
                "second component",
                points,
                latents.rows(),
                groups,
                names(rows),
                true);
    }

    /** Names of the classes, or their numbers if they have no names. */
    private static List<String> names(Dataset rows) {
        if (!rows.hasLabels() || !rows.labelNames().isEmpty()) {
            return rows.labelNames();
        }
        int most = IntStream.of(rows.labels()).max().orElse(-1);
        return IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList();
    }

    /**
     * Means of p(x|z) on a grid of quantiles of the prior: the learned 2-D manifold. Kingma and Welling 2014, figure 4.
     */
    public static Figure manifold(TrainedModel model) {
        float[] latents = new float[MANIFOLD_SIDE * MANIFOLD_SIDE * 2];
        for (int row = 0; row < MANIFOLD_SIDE; row++) {
            for (int column = 0; column < MANIFOLD_SIDE; column++) {
                int at = 2 * (row * MANIFOLD_SIDE + column);
                latents[at] = (float) normalQuantile((column + 0.5) / MANIFOLD_SIDE);
                latents[at + 1] = (float) normalQuantile(1 - (row + 0.5) / MANIFOLD_SIDE);
            }
        }
        return new ImageGrid(
                "Learned 2-D manifold",
                ReportFigures.pictures(model.decode(latents), model.spec().shape()),
                MANIFOLD_SIDE,
                List.of());
    }

    /** The quantile of N(0, 1) at a probability inside (0, 1). */
    private static double normalQuantile(double probability) {
        return Math.sqrt(2) * InverseErf.value(2 * probability - 1);
    }

    /**
     * For data with two columns: scatter plots of input, latents, reconstructions and samples. Those of the space of the
     * data have common limits.
     */
    static Figure clouds(TrainedModel model, Dataset rows, long seed) {
        Dataset some = rows.select(ReportFigures.firstRows(Math.min(CLOUD_POINTS, rows.rows())));
        List<Scatter> latent = latentAndReconstruction(model, some, seed);
        List<Scatter> data = new ArrayList<>();
        data.add(cloud("Input", some, raw(some), groups(some)));
        data.add(latent.remove(latent.size() - 1));
        data.add(cloud("Samples from the prior", some, model.generate(some.rows(), seed), NO_GROUPS));
        List<Scatter> panels = new ArrayList<>(Scatter.withCommonLimits(data));
        panels.addAll(1, latent);
        return new Panels("", List.copyOf(panels), 2);
    }

    /**
     * For data with two columns: one sample of each row's posterior, if it has one or two dimensions, and the mean of
     * p(x|z) at that sample.
     */
    public static List<Scatter> latentAndReconstruction(TrainedModel model, Dataset rows, long seed) {
        float[] latents = model.encodeSamples(rows, seed);
        int width = model.spec().posterior().latentSize();
        List<Scatter> figures = new ArrayList<>();
        if (width == 1) {
            figures.add(
                    scatter("Latent", "z", "jitter", jittered(latents), rows.rows(), groups(rows), List.of(), false));
        } else if (width == 2) {
            figures.add(scatter("Latent", "z₁", "z₂", latents, rows.rows(), groups(rows), List.of(), true));
        }
        figures.add(cloud("Decoded", rows, model.decode(latents), groups(rows)));
        return figures;
    }

    /** Posterior modes in the plane or on the circle. */
    public static Scatter codes(String title, TrainedModel model, Dataset rows) {
        return scatter(title, "z₁", "z₂", model.encode(rows), rows.rows(), groups(rows), List.of(), true);
    }

    private static Scatter cloud(String title, Dataset rows, float[] points, int[] groups) {
        List<String> names = rows.columnNames().size() == 2 ? rows.columnNames() : List.of("x₁", "x₂");
        return scatter(title, names.get(0), names.get(1), points, points.length / 2, groups, List.of(), true);
    }

    private static int[] groups(Dataset rows) {
        return rows.hasLabels() ? rows.labels() : NO_GROUPS;
    }

    private static float[] raw(Dataset rows) {
        float[] points = new float[2 * rows.rows()];
        for (int r = 0; r < rows.rows(); r++) {
            points[2 * r] = rows.raw(r, 0);
            points[2 * r + 1] = rows.raw(r, 1);
        }
        return points;
    }

    private static float[] jittered(float[] values) {
        float[] points = new float[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            points[2 * i] = values[i];
            points[2 * i + 1] = (float) ((i * GOLDEN) % 1.0);
        }
        return points;
    }

    /** Points on a circle with radial jitter, so that they do not hide each other. */
    private static float[] ringed(float[] circle) {
        float[] points = new float[circle.length];
        for (int i = 0; i < points.length; i++) {
            int point = i / 2; // two coordinates each
            double jitter = (point * GOLDEN) % 1.0;
            points[i] = (float) (circle[i] * (0.85 + 0.3 * jitter));
        }
        return points;
    }

    /** Concentrations of posteriors on spheres, on a logarithmic scale. */
    static Figure concentrations(float[] concentrations) {
        double[] logs = new double[concentrations.length];
        Arrays.setAll(logs, i -> Math.log10(concentrations[i]));
        return new Histogram(
                "Concentration of the posteriors", "log₁₀ κ", logs, 40, OptionalDouble.of(median(logs)), "median");
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
    }

    private static Scatter scatter(
            String title,
            String xLabel,
            String yLabel,
            float[] points,
            int count,
            int[] groups,
            List<String> groupNames,
            boolean equalAxes) {
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = points[2 * i];
            y[i] = points[2 * i + 1];
        }
        return new Scatter(title, xLabel, yLabel, x, y, groups, groups.length == 0 ? List.of() : groupNames, equalAxes);
    }
}
