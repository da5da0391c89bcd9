package dev.elbo.evaluation;

import java.util.Arrays;

/**
 * Importance-sampled log p(x), collected row by row, so that an interrupted evaluation can be resumed after the last
 * row.
 */
public final class RowEstimates {
    private final double[] values;
    private final double[] standardErrors;
    private final double[] effectiveSampleSizes;
    private final double[] tailShapes;
    private final int[] samples;
    private final StoppingRule rule;
    private int done;

    /** @param samples importance samples per row, S */
    public RowEstimates(int rows, int samples) {
        this(rows, StoppingRule.fixed(samples));
    }

    /** @param rule when the sampling of a row ends */
    public RowEstimates(int rows, StoppingRule rule) {
        this.rule = rule;
        samples = new int[rows];
        values = new double[rows];
        standardErrors = new double[rows];
        effectiveSampleSizes = new double[rows];
        tailShapes = new double[rows];
    }

    /** The next row. */
    public void add(RowEstimate row) {
        values[done] = row.value();
        standardErrors[done] = row.standardError();
        effectiveSampleSizes[done] = row.effectiveSampleSize();
        tailShapes[done] = row.tailShape();
        samples[done] = row.samples();
        done++;
    }

    /** When the sampling of a row ends. */
    public StoppingRule rule() {
        return rule;
    }

    /** Number of rows estimated so far. */
    public int done() {
        return done;
    }

    /** The estimates of the rows done so far. */
    public LogLikelihood logLikelihood() {
        return new LogLikelihood(
                Arrays.copyOf(values, done),
                Arrays.copyOf(standardErrors, done),
                Arrays.copyOf(effectiveSampleSizes, done),
                Arrays.copyOf(tailShapes, done),
                Arrays.copyOf(samples, done));
    }
}
