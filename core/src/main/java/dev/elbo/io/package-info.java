/**
 * Small tools for files and text that every other package may use.
 *
 * <pre>{@code
 * bytes -> AtomicFiles -> temporary file -> rename      a reader sees the old content or the new, never a part
 * record <-> Json        bytes -> Sha256        misspelt word -> Suggestion -> "did you mean ...?"
 * }</pre>
 *
 * <p>Belongs: atomic writing, digests, JSON of records, suggestions, text of others made fit for messages, the version of the build, and
 * {@link dev.elbo.io.ElboException}, the error whose message is meant for the user. Does not belong: file formats of
 * data, anything that knows a model, a run or a tensor. It imports none of our packages.
 */
@NullMarked
package dev.elbo.io;

import org.jspecify.annotations.NullMarked;
