package dev.elbo.runs.report;

import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import dev.elbo.report.Figure;
import dev.elbo.report.HistogramPair;
import dev.elbo.report.Panels;
import dev.elbo.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The columns of a table next to those of samples of its model.
 *
 * @param rows test rows
 * @param samples (count, columns): samples of p(x|z) at samples of the prior, in the units of the data
 */
record TableColumns(Dataset rows, float[] samples) {
    static final int MOST_CHARTS = 12;
    private static final int MOST_LINES = 50;
    private static final int FEW_SAMPLES = 1000;
    private static final int MOST_VALUES = 1_000_000;
    private static final int MOST_BINS = 30;
    private static final int LEAST_BINS = 8;

    /** As many samples as there are test rows, and more if these are few. */
    static TableColumns of(TrainedModel model, Dataset rows, long seed) {
        int more = Math.min(FEW_SAMPLES, MOST_VALUES / rows.shape().size());
        return new TableColumns(rows, model.generateSamples(Math.max(rows.rows(), more), seed));
    }

    /** A chart for each of the first columns, at most {@value #MOST_CHARTS}. */
    Figure charts() {
        int bins = Math.max(LEAST_BINS, Math.min(MOST_BINS, (int) Math.sqrt(rows.rows())));
        List<Figure> panels = IntStream.range(0, Math.min(width(), MOST_CHARTS))
                .<Figure>mapToObj(c ->
                        new HistogramPair(name(c), "", "test rows", data(c), "samples of the model", sample(c), bins))
                .toList();
        return new Panels("", panels, Math.min(3, panels.size()));
    }

    String caption() {
        return "Test rows, and samples of p(x|z) at samples of the prior"
                + (width() > MOST_CHARTS ? "; the first " + MOST_CHARTS + " of " + width() + " columns." : ".");
    }

    /** Mean and standard deviation of each column. */
    Table table() {
        List<List<String>> lines = new ArrayList<>();
        for (int c = 0; c < Math.min(width(), MOST_LINES); c++) {
            lines.add(List.of(name(c), moments(data(c)), moments(sample(c))));
        }
        return new Table(
                "Columns of the data and of samples",
                List.of("column", "test rows", "samples of the model"),
                lines,
                "Mean ± standard deviation" + (width() > MOST_LINES ? ", the first " + MOST_LINES + " columns." : "."));
    }

    private int width() {
        return rows.shape().size();
    }

    private String name(int column) {
        return rows.columnNames().isEmpty()
                ? "column " + (column + 1)
                : rows.columnNames().get(column);
    }

    private double[] data(int column) {
        return IntStream.range(0, rows.rows())
                .mapToDouble(r -> rows.value(r, column))
                .toArray();
    }

    private double[] sample(int column) {
        return IntStream.range(0, samples.length / width())
                .mapToDouble(r -> samples[r * width() + column])
                .toArray();
    }

    private static String moments(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(Double.NaN);
        return String.format(Locale.ROOT, "%.4g ± %.4g", mean, Math.sqrt(variance));
    }
}
