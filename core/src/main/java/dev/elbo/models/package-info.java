/**
 * Compositions: posterior, prior and likelihood wired into models that give the terms of a bound.
 *
 * <p>Does not belong: epochs, batches, files, figures.
 */
@NullMarked
package dev.elbo.models;

import org.jspecify.annotations.NullMarked;
