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
    private final int samples;
    private int done;

    /** @param samples importance samples per row, S */
    public RowEstimates(int rows, int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("samples must be at least 1, got " + samples);
        }
        this.samples = samples;
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
        done++;
    }

    /** Importance samples per row, S. */
    public int samples() {
        return samples;
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
                samples);
    }
}
