/**
 * Use cases: a run is configuration, data, model, training, evaluation and report in one directory.
 *
 * <pre>{@code
 * settings (strings) -> RunConfig -> Run.train -> runs/<name>/{config.yaml, provenance.json, metrics.csv,
 *                                                             checkpoint/, model.elbo, evaluation.json, report.html}
 * }</pre>
 *
 * <p>Belongs: run directories, checkpoints, provenance, jobs. Does not belong: numbers of an evaluation, parsing of
 * command line arguments, figures (see {@code runs.report}).
 */
@NullMarked
package dev.elbo.runs;

import org.jspecify.annotations.NullMarked;
