package dev.elbo.samplequality;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Mean and covariance of points.
 *
 * @param mean (width)
 * @param covariance (width, width), row-major, symmetric
 */
public record Moments(double[] mean, double[] covariance) {

    /** Unbiased: squares are divided by count − 1. */
    public static Moments of(Points points) {
        int count = points.count();
        int width = points.width();
        if (count < 2) {
            throw new IllegalArgumentException("a covariance requires at least two points, got " + count);
        }
        double[] mean = new double[width];
        for (int i = 0; i < points.values().length; i++) {
            mean[i % width] += points.values()[i] / (double) count;
        }
        DMatrixRMaj centred = new DMatrixRMaj(count, width);
        for (int i = 0; i < points.values().length; i++) {
            centred.data[i] = points.values()[i] - mean[i % width];
        }
        DMatrixRMaj covariance = new DMatrixRMaj(width, width);
        CommonOps_DDRM.multTransA(1.0 / (count - 1), centred, centred, covariance);
        return new Moments(mean, covariance.data);
    }

    /** Number of coordinates. */
    public int width() {
        return mean.length;
    }

    DMatrixRMaj covarianceMatrix() {
        return DMatrixRMaj.wrap(width(), width(), covariance);
    }

    /** Variance of a coordinate, averaged over the coordinates. */
    public double meanVariance() {
        return CommonOps_DDRM.trace(covarianceMatrix()) / width();
    }
}
