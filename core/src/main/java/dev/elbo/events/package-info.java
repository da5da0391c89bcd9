/**
 * What happens while models are trained and measured, as one stream of {@link dev.elbo.events.RunEvent}s.
 *
 * <pre>{@code trainers, evaluation, samplers, runs -> RunEvent -> RunListener (progress line, files, pages, trackers)}</pre>
 *
 * <p>Belongs: the events and who listens. Does not belong: tensors, models, how an event is shown.
 */
@NullMarked
package dev.elbo.events;

import org.jspecify.annotations.NullMarked;
