/**
 * The {@code elbo} command: one class a subcommand, parse, call, print.
 *
 * <p>Exit 0 done, 1 our failure, 2 the user's. Results go to standard output, everything else to standard error. Does
 * not belong: computation, file formats.
 */
@NullMarked
package dev.elbo.cli;

import org.jspecify.annotations.NullMarked;
