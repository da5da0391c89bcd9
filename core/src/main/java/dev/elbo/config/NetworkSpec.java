package dev.elbo.config;

import dev.elbo.io.ElboException;
import dev.elbo.networks.Grid;
import dev.elbo.tensor.Parameters;

/**
 * Encoder and decoder networks, as a setting asks for them. Open to implementation: a {@link NetworkKind} makes one from
 * text.
 */
public interface NetworkSpec {

    /** Whether rows have to be images. */
    boolean needsImages();

    /** Whether its hidden layers can see a context beside each row, as models for a range of beta need. */
    default boolean seesContext() {
        return false;
    }

    /** @throws ElboException in one sentence, if it cannot carry this posterior */
    default void checkFor(PosteriorSpec posterior) {}

    /**
     * The networks of one model.
     *
     * @param data shape of a row of data
     * @param context whether hidden layers see a context of one number for each row
     */
    NetworkBuilder builder(Parameters parameters, Grid data, boolean context);
}
