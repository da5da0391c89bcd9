/**
 * What commands show while they work, and the files of numbers and pictures that they write.
 *
 * <p>Belongs: progress on standard error, results on standard output, arrays as .npy, .csv
 * and .png. Does not belong: options, and anything that
 * knows a command.
 */
@NullMarked
package dev.elbo.cli.console;

import org.jspecify.annotations.NullMarked;
