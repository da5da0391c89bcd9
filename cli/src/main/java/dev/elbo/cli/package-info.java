/**
 * The {@code elbo} command: one class per subcommand, which parses, calls and prints.
 *
 * <p>Exit codes: 0 success, 1 internal error, 2 error of the user. Results go to standard output, everything else to
 * standard error. Does not belong: computation, file formats.
 */
@NullMarked
package dev.elbo.cli;

import org.jspecify.annotations.NullMarked;
