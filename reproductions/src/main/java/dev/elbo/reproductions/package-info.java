/**
 * Experiments of the literature, each with its published numbers, its settings and a verdict.
 *
 * <p>A row of a table is some runs that differ in their seed; a run that stands in its directory is not made again, a
 * half-made one is resumed.
 */
package dev.elbo.reproductions;
