/**
 * The settings of a sweep: many runs whose settings and seeds differ.
 *
 * <pre>{@code
 * FILE.yaml -> SweepFile -> SweepSpec -> Combination, seed -> RunConfig
 * }</pre>
 *
 * <p>Belongs: how a sweep is written, and which runs it has. Does not belong: running them ({@code runs.sweep}).
 */
@NullMarked
package dev.elbo.config.sweep;

import org.jspecify.annotations.NullMarked;
