/**
 * Checks of the engine and the densities on the machine at hand, each against an independent computation.
 *
 * <p>Belongs: checks that take less than a second. Does not belong: tests of the code, which the build runs.
 */
@NullMarked
package dev.elbo.doctor;

import org.jspecify.annotations.NullMarked;
