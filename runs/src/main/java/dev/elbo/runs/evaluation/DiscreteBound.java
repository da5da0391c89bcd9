package dev.elbo.runs.evaluation;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a density implies for pixels stored as integer levels: log P(v) ≥ E_u log p(v + u), with u uniform over the
 * width of a level, by Jensen's inequality (Theis et al. 2016, section 3.1). Estimated with one sample of u per pixel.
 * It bounds a log-probability, so bits per dimension are defined, and it is comparable with the results of likelihoods
 * of discrete data.
 *
 * @param nllNats the negative bound, mean over rows
 * @param standardError standard error of {@code nllNats} over rows, as an estimate for the population
 * @param bitsPerDim {@code nllNats} in bits per dimension
 * @param levels number of levels of a pixel
 * @param meanSamples importance samples per row, mean over rows; null in files written before it was recorded
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DiscreteBound(
        double nllNats,
        double standardError,
        double bitsPerDim,
        int levels,
        @Nullable Double meanSamples) {}
