/**
 * Experiments of the literature, each with its published numbers, its settings and a verdict.
 *
 * <pre>{@code
 * Reproductions (the list) -> Reproduction (rows, tables, figures) -> ExperimentRuns -> runs.Run
 * }</pre>
 *
 * <p>A row of a table is some runs that differ in their seed; a finished run in its directory is not made again, an
 * unfinished one is resumed. Larger than most packages: every experiment is a few files that only it uses, and the list
 * is all that is public. Belongs: settings, published numbers and tables of experiments. Does not belong: anything that a
 * user of the library needs.
 */
@NullMarked
package dev.elbo.reproductions;

import org.jspecify.annotations.NullMarked;
