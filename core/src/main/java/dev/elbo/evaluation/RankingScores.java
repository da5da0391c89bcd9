package dev.elbo.evaluation;

import java.util.Arrays;

/**
 * How well scores rank positives above negatives.
 *
 * @param auc area under the ROC curve: the probability that a random positive scores higher than a random negative,
 *     ties counting one half (Mann and Whitney 1947)
 * @param averagePrecision Σ (R_n − R_{n−1}) P_n over the distinct scores in descending order, where P and R are
 *     precision and recall among all scores at least as high; ties count together, without interpolation
 */
public record RankingScores(double auc, double averagePrecision) {

    /**
     * Scores of positives against negatives.
     *
     * @throws IllegalArgumentException if either is empty or contains NaN
     */
    public static RankingScores of(double[] positives, double[] negatives) {
        if (positives.length == 0 || negatives.length == 0) {
            throw new IllegalArgumentException("ranking scores need positives and negatives, got " + positives.length
                    + " and " + negatives.length);
        }
        double[] up = sorted(positives);
        double[] down = sorted(negatives);
        double above = 0;
        double precision = 0;
        int p = up.length;
        int n = down.length;
        while (p > 0) { // scores p.. and n.. are higher than those still to come
            double score = up[p - 1];
            while (n > 0 && down[n - 1] > score) {
                n--;
            }
            int firstTied = p;
            while (firstTied > 0 && up[firstTied - 1] == score) {
                firstTied--;
            }
            int negativesBelow = n;
            while (negativesBelow > 0 && down[negativesBelow - 1] == score) {
                negativesBelow--;
            }
            int tied = p - firstTied;
            above += tied * (negativesBelow + 0.5 * (n - negativesBelow));
            int truePositives = up.length - firstTied;
            int falsePositives = down.length - negativesBelow;
            precision += tied * (truePositives / (double) (truePositives + falsePositives));
            p = firstTied;
            n = negativesBelow;
        }
        return new RankingScores(above / up.length / down.length, precision / up.length);
    }

    private static double[] sorted(double[] scores) {
        double[] copy = scores.clone();
        Arrays.sort(copy);
        if (Double.isNaN(copy[copy.length - 1])) { // sorts last
            throw new IllegalArgumentException("a score is NaN");
        }
        return copy;
    }
}
