package dev.elbo.runs;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a density says of pixels stored as whole levels: log P(v) ≥ E_u log p(v + u) with u uniform over a level's width,
 * by Jensen's inequality (Theis et al. 2016, section 3.1). One draw of u for each pixel. A log-probability, so it has
 * bits and stands beside those of likelihoods of discrete data.
 *
 * @param nllNats minus the bound, mean over rows
 * @param standardError of {@code nllNats} as an estimate for the population: over rows
 * @param levels number of levels a pixel can take
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DiscreteBound(double nllNats, double standardError, double bitsPerDim, int levels) {}
