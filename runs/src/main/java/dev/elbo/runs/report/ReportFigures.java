package dev.elbo.runs.report;

import dev.elbo.assembly.ModelSpec;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.evaluation.LatentStatistics;
import dev.elbo.evaluation.Pca;
import dev.elbo.evaluation.RateDistortion;
import dev.elbo.inference.TrainedModel;
import dev.elbo.objectives.BetaRange;
import dev.elbo.priors.VampPrior;
import dev.elbo.report.Figure;
import dev.elbo.report.Histogram;
import dev.elbo.report.ImageGrid;
import dev.elbo.report.LineChart;
import dev.elbo.report.Panels;
import dev.elbo.report.Picture;
import dev.elbo.report.PictureScale;
import dev.elbo.report.PointChart;
import dev.elbo.report.Scatter;
import dev.elbo.report.Series;
import dev.elbo.report.SphereMap;
import dev.elbo.samplequality.SampleEvaluation;
import dev.elbo.training.EpochMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.InverseErf;

/** Turns the results of a trained run into figures. */
public final class ReportFigures {
    private static final int[] NO_GROUPS = {};
    private static final int GRID_SIDE = 8;
    private static final int MANIFOLD_SIDE = 20;
    private static final int PAIRS = 8;
    private static final int BETAS = 9;
    private static final int PATHS = 5;
    private static final int PATH_STEPS = 10;
    private static final int CLOUD_POINTS = 2000;

    /** The golden ratio, whose multiples modulo 1 are evenly spread: jitter without randomness. */
    private static final double GOLDEN = 0.6180339887498949;

    private ReportFigures() {}

    static Figure losses(List<EpochMetrics> history, int bestEpoch) {
        List<Figure> panels = new ArrayList<>(LineChart.withCommonLimits(List.of(
                curve("Loss", history, bestEpoch, EpochMetrics::trainLoss, EpochMetrics::validationLoss),
                curve(
                        "Reconstruction",
                        history,
                        bestEpoch,
                        EpochMetrics::trainReconstruction,
                        EpochMetrics::validationReconstruction))));
        panels.add(curve("KL divergence", history, bestEpoch, EpochMetrics::trainKl, EpochMetrics::validationKl)
                .fromZero());
        return new Panels("", panels, 3);
    }

    private static LineChart curve(
            String title,
            List<EpochMetrics> history,
            int bestEpoch,
            ToDoubleFunction<EpochMetrics> train,
            ToDoubleFunction<EpochMetrics> validation) {
        double[] epochs = history.stream().mapToDouble(EpochMetrics::epoch).toArray();
        return new LineChart(
                title,
                "epoch",
                "nats per row",
                List.of(
                        new Series(
                                "train",
                                epochs,
                                history.stream().mapToDouble(train).toArray()),
                        new Series(
                                "validation",
                                epochs,
                                history.stream().mapToDouble(validation).toArray())),
                false,
                OptionalDouble.of(bestEpoch),
                "best");
    }

    /** Means of p(x|z) at samples of the prior. */
    static Figure samples(TrainedModel model, long seed) {
        RowShape shape = model.spec().shape();
        float[] values = model.generate(GRID_SIDE * GRID_SIDE, seed);
        PictureScale scale = PictureScale.of(values);
        return new ImageGrid(
                scale.title("Samples from the prior"), pictures(scale, values, shape), GRID_SIDE, List.of());
    }

    /**
     * A grid with originals in the first line and, below, the given images in lines of equal length, each line with its
     * name.
     */
    public static Figure sheet(String title, String originals, Dataset rows, Map<String, float[]> made) {
        RowShape shape = rows.shape();
        List<Picture> cells =
                new ArrayList<>(pictures(SampleEvaluation.encoded(rows).values(), shape));
        List<String> labels = new ArrayList<>(List.of(originals));
        made.forEach((name, values) -> {
            List<Picture> pictures = pictures(values, shape);
            cells.addAll(pictures);
            for (int line = 0; line * rows.rows() < pictures.size(); line++) {
                labels.add(name);
            }
        });
        return new ImageGrid(title, cells, rows.rows(), labels);
    }

    /** Originals, each above its mean reconstruction. */
    static Figure reconstructions(TrainedModel model, Dataset rows) {
        RowShape shape = rows.shape();
        int columns = Math.min(PAIRS, rows.rows());
        int pairs = Math.min(2, rows.rows() / columns) * columns;
        Dataset some = rows.select(firstRows(pairs));
        float[] rowsShown = shown(model, some);
        float[] means = model.reconstruct(some);
        PictureScale scale = PictureScale.of(rowsShown, means);
        List<Picture> originals = pictures(scale, rowsShown, shape);
        List<Picture> reconstructed = pictures(scale, means, shape);
        List<Picture> cells = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int from = 0; from < pairs; from += columns) {
            cells.addAll(originals.subList(from, from + columns));
            cells.addAll(reconstructed.subList(from, from + columns));
            labels.add("original");
            labels.add("mean");
        }
        return new ImageGrid(scale.title("Originals and reconstructions"), cells, columns, labels);
    }

    /** Means of p(x|z) along the shortest paths between the latents of pairs of rows, one pair per line. */
    static Figure interpolations(TrainedModel model, Dataset rows) {
        int pairs = Math.min(PATHS, rows.rows() / 2);
        float[] codes = model.encode(rows.select(firstRows(2 * pairs)));
        int width = model.spec().posterior().latentSize();
        float[] path = new float[pairs * PATH_STEPS * width];
        for (int pair = 0; pair < pairs; pair++) {
            float[] start = Arrays.copyOfRange(codes, 2 * pair * width, (2 * pair + 1) * width);
            float[] end = Arrays.copyOfRange(codes, (2 * pair + 1) * width, (2 * pair + 2) * width);
            for (int step = 0; step < PATH_STEPS; step++) {
                float[] point = model.model().posterior().interpolate(start, end, step / (PATH_STEPS - 1.0));
                System.arraycopy(point, 0, path, (pair * PATH_STEPS + step) * width, width);
            }
        }
        return new ImageGrid(
                "Interpolations", pictures(model.decode(path), model.spec().shape()), PATH_STEPS, List.of());
    }

    /**
     * The histogram of the test rows on the axis that {@code measure} names.
     *
     * @param nats log-likelihood of each row
     * @param mean of the negative log-likelihood
     */
    static Figure negativeLogLikelihoods(double[] nats, double mean, String measure) {
        double[] negative = Arrays.stream(nats).map(value -> -value).toArray();
        return new Histogram(
                measure + " of test rows", measure + ", nats", negative, 40, OptionalDouble.of(mean), "mean");
    }

    static Figure pseudoInputs(VampPrior prior, RowShape shape) {
        float[] all;
        try (dev.elbo.tensor.Scope scope = dev.elbo.tensor.Scope.open("pseudo-inputs")) {
            all = prior.pseudoInputs().toFloats();
        }
        int count = Math.min(GRID_SIDE * GRID_SIDE, all.length / shape.size());
        float[] shown = Arrays.copyOf(all, count * shape.size());
        String title = "Pseudo-inputs (" + count + " of " + all.length / shape.size() + ")";
        PictureScale scale = PictureScale.of(shown);
        return new ImageGrid(scale.title(title), pictures(scale, shown, shape), GRID_SIDE, List.of());
    }

    /** Posterior modes in the plane, on the sphere or circle, or projected onto two principal components. */
    static Figure latentPlane(PosteriorSpec posterior, LatentStatistics latents, Dataset rows) {
        int[] groups = groups(rows);
        int width = latents.latentSize();
        if (posterior instanceof PosteriorSpec.Spherical sphere && sphere.oneSphere(2)) {
            return new SphereMap(
                    "Latent sphere", doubles(latents.modes()), groups, groups.length == 0 ? List.of() : names(rows));
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
                    "Latent posterior means", "z", doubles(latents.modes()), 40, OptionalDouble.empty(), "");
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
                pictures(model.decode(latents), model.spec().shape()),
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
        Dataset some = rows.select(firstRows(Math.min(CLOUD_POINTS, rows.rows())));
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

    /** Rate and distortion of a model over its range of β. */
    static Figure rateDistortion(TrainedModel model, Dataset rows, BetaRange range) {
        List<PointChart.Point> points = new ArrayList<>();
        for (int i = 0; i < BETAS; i++) {
            double beta = range.denormalise(2.0 * i / (BETAS - 1) - 1);
            double inside = Math.min(range.high(), Math.max(range.low(), beta));
            RateDistortion point = model.at(inside).rateDistortion(rows, 0);
            String label = String.format(Locale.ROOT, "%.2g", inside);
            points.add(new PointChart.Point(point.rate(), point.distortion(), label));
        }
        return new PointChart(
                "Rate and distortion",
                "rate: KL, nats",
                "distortion: −E log p(x|z), nats",
                List.of(new PointChart.Line("one network, by β", PointChart.Kind.MEASURED, points)),
                false,
                false);
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

    static List<Picture> pictures(float[] values, RowShape shape) {
        return pictures(PictureScale.of(values), values, shape);
    }

    private static List<Picture> pictures(PictureScale scale, float[] values, RowShape shape) {
        return scale.pictures(values, shape.channels(), shape.height(), shape.width());
    }

    /** Rows in the units of reconstructions: as encoded, but standardised columns as stored. */
    private static float[] shown(TrainedModel model, Dataset rows) {
        int width = rows.shape().size();
        float[] values = new float[rows.rows() * width];
        boolean stored = model.spec().input() == ModelSpec.Input.STANDARDISED;
        for (int r = 0; r < rows.rows(); r++) {
            if (!stored) {
                model.spec().encoding().encode(rows, r, values, r * width);
            }
            for (int c = 0; stored && c < width; c++) {
                values[r * width + c] = rows.raw(r, c);
            }
        }
        return values;
    }

    private static int[] firstRows(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }
}
