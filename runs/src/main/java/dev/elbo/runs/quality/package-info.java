/**
 * The quality of samples of a finished run, measured in a named feature space and kept with the run.
 *
 * <pre>{@code
 * Run, QualityRequest -> QualityMeasurement -> QualityResult -> sample-quality.json
 *       FeatureSpec   -> FeatureSpaces      -> FeatureSpace
 * }</pre>
 *
 * <p>Belongs: which rows are compared, in which feature space, and what is stored. Does not belong: the measures
 * themselves ({@code samplequality}), tables of them ({@code runs.report}).
 */
@NullMarked
package dev.elbo.runs.quality;

import org.jspecify.annotations.NullMarked;
