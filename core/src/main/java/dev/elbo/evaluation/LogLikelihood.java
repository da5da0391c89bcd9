package dev.elbo.evaluation;

import java.util.Arrays;

/**
 * Importance-sampled log p(x) of each row, nats: log 1/S Σ p(x|z)p(z)/r(z), z ~ r, for the {@link Proposal} r. A lower
 * bound in expectation (Burda et al. 2016, theorem 1), closer for larger S. {@link Proposal#DEFENSIVE} decides by the
 * weights of a row whether to keep them; its means are then no longer exactly unbiased for p(x).
 *
 * @param perRow the estimate for each row
 * @param standardErrors standard error of each row's estimate, by the delta method
 * @param effectiveSampleSizes (Σw)²/Σw² for each row, between 1 and S
 * @param tailShapes shape of the tail of each row's weights; where it is too heavy, the row's error is not reliable
 * @param samplesPerRow importance samples of each row
 */
public record LogLikelihood(
        double[] perRow,
        double[] standardErrors,
        double[] effectiveSampleSizes,
        double[] tailShapes,
        int[] samplesPerRow) {

    /** From equally many samples of each row. */
    public LogLikelihood(
            double[] perRow, double[] standardErrors, double[] effectiveSampleSizes, double[] tailShapes, int samples) {
        this(perRow, standardErrors, effectiveSampleSizes, tailShapes, new int[perRow.length]);
        Arrays.fill(this.samplesPerRow, samples);
    }

    /** The estimate of one row. */
    public RowEstimate row(int index) {
        return new RowEstimate(
                perRow[index],
                standardErrors[index],
                effectiveSampleSizes[index],
                tailShapes[index],
                samplesPerRow[index]);
    }

    /** Whether the row's standard error is reliable. */
    public boolean reliable(int index) {
        return row(index).reliable();
    }

    /** Number of rows whose standard error is not reliable: log p(x) is probably too low there. */
    public int unreliableRows() {
        int rows = 0;
        for (int i = 0; i < perRow.length; i++) {
            rows += reliable(i) ? 0 : 1;
        }
        return rows;
    }

    /** Mean over the rows, nats. */
    public double mean() {
        double sum = 0;
        for (double value : perRow) {
            sum += value;
        }
        return sum / perRow.length;
    }

    /**
     * Standard error of {@link #mean} as an estimate for the population of rows: standard deviation over rows / √rows.
     */
    public double standardError() {
        if (perRow.length < 2) {
            return Double.NaN;
        }
        double mean = mean();
        double sum = 0;
        for (double value : perRow) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / (perRow.length - 1) / perRow.length);
    }

    /** Standard error of {@link #mean} for these rows, due to Monte Carlo sampling alone. */
    public double monteCarloStandardError() {
        double sum = 0;
        for (double value : standardErrors) {
            sum += value * value;
        }
        return Math.sqrt(sum) / standardErrors.length;
    }

    /** Median of the effective sample sizes over the rows. */
    public double medianEffectiveSampleSize() {
        double[] sorted = effectiveSampleSizes.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Importance samples per row, S: the most of them where rows differ. */
    public int samples() {
        return Arrays.stream(samplesPerRow).max().orElse(0);
    }

    /** Mean over the rows of their numbers of importance samples. */
    public double meanSamples() {
        return Arrays.stream(samplesPerRow).average().orElse(Double.NaN);
    }

    /** Negative mean in bits per dimension. */
    public double bitsPerDim(int dimensions) {
        return -mean() / (dimensions * Math.log(2));
    }
}
