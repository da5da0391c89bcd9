package dev.elbo.samplequality;

import dev.elbo.tensor.Rng;
import java.util.random.RandomGenerator;

/**
 * MMD² between the distributions of two samples: E k(a, a') + E k(b, b') − 2 E k(a, b), by the unbiased U-statistic,
 * which may be negative. Gretton et al. 2012, eq. 3.
 *
 * @param squared the estimate
 * @param pValue share of random relabellings of all points, including the observed labelling, whose estimate is at
 *     least as high: uniform if the distributions are equal, and at least 1 / (permutations + 1)
 */
public record MaximumMeanDiscrepancy(double squared, double pValue, int permutations, String kernel) {
    private static final int BLOCK = 16; // rows that share one pass over the labels

    /** Kernel values are computed in blocks and never stored: memory grows with points times permutations. */
    public static MaximumMeanDiscrepancy of(Points a, Points b, DistanceKernel kernel, int permutations, Rng rng) {
        if (a.count() < 2 || b.count() < 2) {
            throw new IllegalArgumentException(
                    "MMD requires at least two points in each sample, got " + a.count() + " and " + b.count());
        }
        double[] estimates = estimates(a.and(b), labels(a.count(), b.count(), permutations, rng), a.count(), kernel);
        int atLeast = 0;
        for (double estimate : estimates) {
            atLeast += estimate >= estimates[0] ? 1 : 0; // the first is the observed labelling
        }
        return new MaximumMeanDiscrepancy(
                estimates[0], atLeast / (double) estimates.length, permutations, kernel.name());
    }

    /** (points, 1 + permutations): 1 for a point of the first sample; the true labels first, then permuted ones. */
    private static double[][] labels(int first, int second, int permutations, Rng rng) {
        double[][] labels = new double[first + second][1 + permutations];
        int[] order = new int[first + second];
        for (int p = 0; p <= permutations; p++) {
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
            RandomGenerator random = rng.child("permutation", p).java();
            for (int i = 0; i < first; i++) {
                int j = p == 0 ? i : i + random.nextInt(order.length - i);
                int chosen = order[j];
                order[j] = order[i];
                labels[chosen][p] = 1;
            }
        }
        return labels;
    }

    /** The U-statistic under each labelling. */
    private static double[] estimates(Points all, double[][] labels, int first, DistanceKernel kernel) {
        int count = all.count();
        int labellings = labels[0].length;
        double[] within = new double[labellings]; // Σ k over pairs of the first sample
        double[] rowSums = new double[count]; // Σ k over all partners
        double[][] values = new double[BLOCK][count];
        double[][] partners = new double[BLOCK][labellings];
        SquaredDistances distances = new SquaredDistances(all);
        for (int start = 0; start < count; start += BLOCK) {
            int rows = Math.min(BLOCK, count - start);
            for (int r = 0; r < rows; r++) {
                kernelRow(distances, all, start + r, kernel, values[r], rowSums);
                java.util.Arrays.fill(values[r], start + r, Math.min(count, start + rows), 0);
                java.util.Arrays.fill(partners[r], 0);
            }
            int whole = (start + rows) / 4 * 4;
            for (int j = 0; j < whole; j += 4) {
                for (int r = 0; r < rows; r++) {
                    addFour(values[r], labels, j, partners[r]);
                }
            }
            for (int j = whole; j < start + rows; j++) {
                for (int r = 0; r < rows; r++) {
                    addTimes(values[r][j], labels[j], partners[r]);
                }
            }
            for (int r = 0; r < rows; r++) {
                addProduct(labels[start + r], partners[r], within);
            }
        }
        return assembled(within, rowSums, labels, first, count - first);
    }

    /** k between one point and those before it, added to the sums of both. */
    private static void kernelRow(
            SquaredDistances distances, Points all, int row, DistanceKernel kernel, double[] out, double[] rowSums) {
        distances.from(all, row, row, out);
        double sum = 0;
        for (int j = 0; j < row; j++) {
            double value = kernel.at(out[j]);
            out[j] = value;
            rowSums[j] += value;
            sum += value;
        }
        rowSums[row] += sum;
    }

    /** Four rows at once: one pass over {@code to} instead of four. */
    private static void addFour(double[] factors, double[][] rows, int from, double[] to) {
        double[] first = rows[from];
        double[] second = rows[from + 1];
        double[] third = rows[from + 2];
        double[] fourth = rows[from + 3];
        double a = factors[from];
        double b = factors[from + 1];
        double c = factors[from + 2];
        double d = factors[from + 3];
        for (int p = 0; p < to.length; p++) {
            to[p] += a * first[p] + b * second[p] + c * third[p] + d * fourth[p];
        }
    }

    private static void addTimes(double factor, double[] x, double[] to) {
        for (int p = 0; p < to.length; p++) {
            to[p] += factor * x[p];
        }
    }

    private static void addProduct(double[] x, double[] y, double[] to) {
        for (int p = 0; p < to.length; p++) {
            to[p] += x[p] * y[p];
        }
    }

    private static double[] assembled(double[] within, double[] rowSums, double[][] labels, int first, int second) {
        double[] ofFirst =
                new double[within.length]; // Σ of row sums of the first sample: its own pairs twice, mixed pairs once
        double all = 0;
        for (int i = 0; i < rowSums.length; i++) {
            all += rowSums[i] / 2;
            addTimes(rowSums[i], labels[i], ofFirst);
        }
        double[] estimates = new double[within.length];
        for (int p = 0; p < estimates.length; p++) {
            double between = ofFirst[p] - 2 * within[p];
            double other = all - within[p] - between;
            estimates[p] = 2 * within[p] / ((double) first * (first - 1))
                    + 2 * other / ((double) second * (second - 1))
                    - 2 * between / ((double) first * second);
        }
        return estimates;
    }
}
