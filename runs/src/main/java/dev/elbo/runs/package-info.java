/**
 * Use cases: a run is config + data + model + training + evaluation + report, in one run directory.
 *
 * <pre>{@code
 * settings (strings) -> RunConfig -> Run.train -> runs/<name>/{config.yaml, provenance.json, metrics.csv,
 *                                                             checkpoint/, model.elbo, evaluation.json, report.html}
 * }</pre>
 *
 * The only package where strings become types. Does not belong: argument parsing of a command line, HTTP.
 */
@NullMarked
package dev.elbo.runs;

import org.jspecify.annotations.NullMarked;
