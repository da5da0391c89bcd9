package dev.elbo.reproductions;

import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Lengths |z| of samples of the aggregate posterior.
 *
 * @param lengths of the latents of some rows
 */
record LatentNorms(double mean, double standardDeviation, double[] lengths) {
    private static final int KEPT = 2000;

    static LatentNorms of(TrainedModel model, Dataset rows) {
        float[] latents = model.encodeSamples(rows, 0);
        int width = latents.length / rows.rows();
        double[] lengths = new double[rows.rows()];
        for (int row = 0; row < lengths.length; row++) {
            double square = 0;
            for (int d = 0; d < width; d++) {
                double z = latents[row * width + d];
                square += z * z;
            }
            lengths[row] = Math.sqrt(square);
        }
        double mean = Arrays.stream(lengths).average().orElseThrow();
        double variance =
                Arrays.stream(lengths).map(l -> (l - mean) * (l - mean)).sum() / (lengths.length - 1);
        return new LatentNorms(mean, Math.sqrt(variance), Arrays.copyOf(lengths, Math.min(KEPT, lengths.length)));
    }

    /** E |z| of N(0, I) in d dimensions: √2 Γ((d + 1) / 2) / Γ(d / 2). */
    static double expected(int d) {
        return Math.sqrt(2) * Math.exp(LogGamma.value(0.5 * (d + 1)) - LogGamma.value(0.5 * d));
    }

    /** Standard deviation of |z| of N(0, I) in d dimensions; E |z|² = d. */
    static double deviation(int d) {
        double mean = expected(d);
        return Math.sqrt(d - mean * mean);
    }

    /** log of the surface of the unit sphere of dimension d, in R^{d+1}. */
    static double logSurface(int d) {
        return Math.log(2) + 0.5 * (d + 1) * Math.log(Math.PI) - LogGamma.value(0.5 * (d + 1));
    }
}
