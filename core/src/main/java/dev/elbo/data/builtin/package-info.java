/**
 * Data sets that are generated: the same seed gives the same bytes on every platform, without any download.
 *
 * <p>{@code digits}, {@code square}, {@code circle} and {@code arcs1} to {@code arcs8}. Belongs: generators that return
 * a {@link dev.elbo.data.Dataset}, and what is known about their ground truth. Does not belong: files, names (those are
 * in {@code data.sources}).
 */
@NullMarked
package dev.elbo.data.builtin;

import org.jspecify.annotations.NullMarked;
