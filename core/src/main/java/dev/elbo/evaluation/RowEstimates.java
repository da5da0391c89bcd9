package dev.elbo.evaluation;

import java.util.Arrays;

/** Importance-sampled log p(x) of one row after another, as they come: what was stopped goes on after the rows done. */
public final class RowEstimates {
    private final double[] values;
    private final double[] standardErrors;
    private final double[] effectiveSampleSizes;
    private int done;

    public RowEstimates(int rows) {
        values = new double[rows];
        standardErrors = new double[rows];
        effectiveSampleSizes = new double[rows];
    }

    /** The next row: log p(x) in nats, its standard error, and the effective sample size. */
    public void add(double value, double standardError, double effectiveSampleSize) {
        values[done] = value;
        standardErrors[done] = standardError;
        effectiveSampleSizes[done] = effectiveSampleSize;
        done++;
    }

    public int rows() {
        return values.length;
    }

    public int done() {
        return done;
    }

    /** Of the rows done. */
    public LogLikelihood logLikelihood(int samples) {
        return new LogLikelihood(
                Arrays.copyOf(values, done),
                Arrays.copyOf(standardErrors, done),
                Arrays.copyOf(effectiveSampleSizes, done),
                samples);
    }
}
