package dev.elbo.config;

import dev.elbo.io.ElboException;
import dev.elbo.networks.Grid;
import dev.elbo.tensor.Parameters;

/**
 * Describes the encoder and decoder networks. May be implemented outside Elbo, with a {@link NetworkKind} that creates
 * it from text.
 */
public interface NetworkSpec {

    /** Whether it works on images only. */
    boolean needsImages();

    /** Whether its hidden layers can receive a context for each row, which models for a range of beta need. */
    default boolean seesContext() {
        return false;
    }

    /**
     * Checks that these networks support a posterior.
     *
     * @throws ElboException in one sentence, if they do not
     */
    default void checkFor(PosteriorSpec posterior) {}

    /**
     * A builder for the networks of one model.
     *
     * @param data shape of a row of data
     * @param context whether hidden layers receive one number per row as context
     */
    NetworkBuilder builder(Parameters parameters, Grid data, boolean context);
}
