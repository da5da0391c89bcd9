/**
 * How good samples are: distances between generated and real rows in a feature space.
 *
 * <pre>{@code
 * rows -> FeatureSpace (classifier, TorchScript network, principal components) -> Points
 * Points, Points -> FrechetDistance, MaximumMeanDiscrepancy, PrecisionRecall -> SampleQuality
 * }</pre>
 *
 * <p>A number means nothing without its feature space and the number of rows, so {@link
 * dev.elbo.samplequality.SampleQuality} carries both. Belongs: feature spaces, the classifier behind one of them, and
 * measures on points. Does not belong: bounds and likelihoods (see {@code evaluation}), figures.
 */
@NullMarked
package dev.elbo.samplequality;

import org.jspecify.annotations.NullMarked;
