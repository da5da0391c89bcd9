package dev.elbo.samplequality;

import dev.elbo.distributions.SymmetricEigen;
import java.util.Locale;

/**
 * Centred rows projected onto the directions of largest variance of reference rows: a feature space for data without
 * labels.
 *
 * @param directions (count, width) unit vectors
 */
public record PcaFeatures(String name, double[] mean, double[][] directions) implements FeatureSpace {

    /**
     * The first {@code count} principal components of the reference.
     *
     * @param dataName of the reference, for the name of the space
     */
    public static PcaFeatures of(Points reference, int count, String dataName) {
        Moments moments = Moments.of(reference);
        if (count < 1 || count > moments.width()) {
            throw new IllegalArgumentException(
                    "expected 1 to " + moments.width() + " principal components, got " + count);
        }
        SymmetricEigen eigen = SymmetricEigen.of(moments.covariance(), moments.width());
        double kept = 0;
        for (int i = 0; i < count; i++) {
            kept += eigen.values()[i];
        }
        double[][] directions = java.util.Arrays.copyOf(eigen.vectors(), count);
        return new PcaFeatures(
                String.format(
                        Locale.ROOT,
                        "%d principal components of %s, %.1f %% of the variance",
                        count,
                        dataName,
                        100 * kept / (moments.meanVariance() * moments.width())),
                moments.mean(),
                directions);
    }

    /** (rows): squared distance of each row from the subspace spanned by the directions. */
    public double[] residuals(Points rows) {
        int width = mean.length;
        double[] residuals = new double[rows.count()];
        for (int row = 0; row < rows.count(); row++) {
            double[] rest = new double[width];
            for (int d = 0; d < width; d++) {
                rest[d] = rows.values()[row * width + d] - mean[d];
            }
            for (double[] direction : directions) {
                double along = 0;
                for (int d = 0; d < width; d++) {
                    along += direction[d] * rest[d];
                }
                for (int d = 0; d < width; d++) {
                    rest[d] -= along * direction[d];
                }
            }
            for (double value : rest) {
                residuals[row] += value * value;
            }
        }
        return residuals;
    }

    @Override
    public Points of(Points rows) {
        int width = mean.length;
        int count = directions.length;
        float[] features = new float[rows.count() * count];
        for (int row = 0; row < rows.count(); row++) {
            for (int k = 0; k < count; k++) {
                double sum = 0;
                for (int d = 0; d < width; d++) {
                    sum += directions[k][d] * (rows.values()[row * width + d] - mean[d]);
                }
                features[row * count + k] = (float) sum;
            }
        }
        return new Points(features, count);
    }
}
