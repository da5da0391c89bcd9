package dev.elbo.runs.report;

import dev.elbo.assembly.ModelSpec;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
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
import dev.elbo.report.Series;
import dev.elbo.samplequality.SampleEvaluation;
import dev.elbo.tensor.Scope;
import dev.elbo.training.EpochMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Turns the results of a trained run into figures. */
public final class ReportFigures {
    private static final int GRID_SIDE = 8;
    private static final int PAIRS = 8;
    private static final int BETAS = 9;
    private static final int PATHS = 5;
    private static final int PATH_STEPS = 10;

    private ReportFigures() {}

    /** @param kl whether the run has a KL to show */
    static Figure losses(List<EpochMetrics> history, int bestEpoch, boolean kl) {
        List<Figure> panels = new ArrayList<>(LineChart.withCommonLimits(List.of(
                curve("Loss", history, bestEpoch, EpochMetrics::trainLoss, EpochMetrics::validationLoss),
                curve(
                        "Reconstruction",
                        history,
                        bestEpoch,
                        EpochMetrics::trainReconstruction,
                        EpochMetrics::validationReconstruction))));
        if (kl) {
            panels.add(curve("KL divergence", history, bestEpoch, EpochMetrics::trainKl, EpochMetrics::validationKl)
                    .fromZero());
        }
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
    public static Figure samples(TrainedModel model, long seed) {
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
    public static Figure reconstructions(TrainedModel model, Dataset rows) {
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

    /** The learned pseudo-inputs with the most contrast: training has moved those that start as faint noise. */
    public static Figure pseudoInputs(VampPrior prior, RowShape shape) {
        float[] all;
        try (Scope scope = Scope.open("pseudo-inputs")) {
            all = prior.pseudoInputs().toFloats();
        }
        int size = shape.size();
        int count = Math.min(GRID_SIDE * GRID_SIDE, all.length / size);
        float[] shown = new float[count * size];
        int[] order = byVariance(all, size);
        for (int i = 0; i < count; i++) {
            System.arraycopy(all, order[i] * size, shown, i * size, size);
        }
        String title = "Pseudo-inputs (" + count + " of " + all.length / size + ")";
        PictureScale scale = PictureScale.of(shown);
        return new ImageGrid(scale.title(title), pictures(scale, shown, shape), GRID_SIDE, List.of());
    }

    /** Numbers of the rows, those with the largest variance of their values first. */
    private static int[] byVariance(float[] values, int size) {
        double[] variances = new double[values.length / size];
        for (int row = 0; row < variances.length; row++) {
            double sum = 0;
            double squares = 0;
            for (int i = row * size; i < (row + 1) * size; i++) {
                sum += values[i];
                squares += values[i] * (double) values[i];
            }
            variances[row] = squares / size - sum / size * (sum / size);
        }
        return IntStream.range(0, variances.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -variances[row]))
                .mapToInt(row -> row)
                .toArray();
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

    static int[] firstRows(int count) {
        return IntStream.range(0, count).toArray();
    }

    static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }
}
