/**
 * Published experiments, each with the published results, our settings and a verdict.
 *
 * <pre>{@code
 * Reproductions (the list) -> Reproduction (rows, tables, figures) -> ExperimentRuns -> runs.Run
 * }</pre>
 *
 * <p>A row of a table is a set of runs that differ only in their seed; finished runs are reused, interrupted ones are
 * resumed. Larger than most packages, because each experiment has a few files of its own; only the list is public.
 * Belongs: settings, published results and tables of experiments. Does not belong: anything that a user of the library
 * needs.
 */
@NullMarked
package dev.elbo.reproductions;

import org.jspecify.annotations.NullMarked;
