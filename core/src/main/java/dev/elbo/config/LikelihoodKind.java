package dev.elbo.config;

import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Option;

/**
 * A kind of likelihood for settings. Built-in kinds are listed in {@link Likelihoods}; others are found on the class
 * path by {@link java.util.ServiceLoader}, which reads {@code META-INF/services/dev.elbo.config.LikelihoodKind}.
 */
public interface LikelihoodKind {

    /** Its syntax, such as {@code laplace:SCALE}. */
    Option option();

    /** The likelihood described by a text that matches {@link #option}. */
    LikelihoodSpec read(Match match);
}
