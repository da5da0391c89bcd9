package dev.elbo.config;

import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Option;

/**
 * A kind of network that settings can ask for. Built-in kinds are listed in {@link Networks}; any other on the class
 * path is found by {@link java.util.ServiceLoader}, named in {@code META-INF/services/dev.elbo.config.NetworkKind}.
 */
public interface NetworkKind {

    /** How it is written, such as {@code gated:W,W,..}. */
    Option option();

    /** The network that a text in this form asks for. */
    NetworkSpec read(Match match);
}
