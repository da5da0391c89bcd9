package dev.elbo.samplequality;

import dev.elbo.tensor.Rng;

/**
 * How far generated rows are from the same number of reference rows, all measured in one feature space.
 *
 * @param features name of the feature space
 * @param count rows on each side; all of these estimates depend on it
 * @param frechet {@link FrechetDistance}
 * @param mmd MMD² with an inverse multiquadric kernel whose C is derived from the variance of the reference
 * @param mmdPValue for the hypothesis that both come from the same distribution
 */
public record SampleQuality(
        String features,
        int count,
        double frechet,
        double mmd,
        double mmdPValue,
        int permutations,
        String kernel,
        double precision,
        double recall,
        double density,
        double coverage,
        int neighbours) {
    private static final int PERMUTATIONS = 199;
    private static final int NEIGHBOURS = 5;

    /** Measures rows that are already points of the feature space; both are truncated to the smaller number. */
    public static SampleQuality of(String features, Points generated, Points reference, Rng rng) {
        int count = Math.min(generated.count(), reference.count());
        Points ours = generated.first(count);
        Points theirs = reference.first(count);
        DistanceKernel kernel = DistanceKernel.InverseMultiquadric.of(
                theirs.width(), Moments.of(theirs).meanVariance());
        MaximumMeanDiscrepancy mmd = MaximumMeanDiscrepancy.of(ours, theirs, kernel, PERMUTATIONS, rng.child("mmd"));
        PrecisionRecall manifolds = PrecisionRecall.of(ours, theirs, NEIGHBOURS);
        return new SampleQuality(
                features,
                count,
                FrechetDistance.between(ours, theirs),
                mmd.squared(),
                mmd.pValue(),
                mmd.permutations(),
                mmd.kernel(),
                manifolds.precision(),
                manifolds.recall(),
                manifolds.density(),
                manifolds.coverage(),
                manifolds.neighbours());
    }
}
