package dev.elbo.config;

import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Option;

/**
 * A kind of network for settings. Built-in kinds are listed in {@link Networks}; others are found on the class path by
 * {@link java.util.ServiceLoader}, which reads {@code META-INF/services/dev.elbo.config.NetworkKind}.
 */
public interface NetworkKind {

    /** Its syntax, such as {@code gated:W,W,..}. */
    Option option();

    /** The networks described by a text that matches {@link #option}. */
    NetworkSpec read(Match match);
}
