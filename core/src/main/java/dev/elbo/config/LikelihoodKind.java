package dev.elbo.config;

import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Option;

/**
 * A likelihood that settings can ask for. Built-in kinds are listed in {@link Likelihoods}; any other on the class path
 * is found by {@link java.util.ServiceLoader}, named in {@code META-INF/services/dev.elbo.config.LikelihoodKind}.
 */
public interface LikelihoodKind {

    /** How it is written, such as {@code laplace:SCALE}. */
    Option option();

    /** The likelihood that a text in this form asks for. */
    LikelihoodSpec read(Match match);
}
