/**
 * Settings: what can be configured, and the only package where strings become types.
 *
 * <pre>{@code
 * command line, YAML, Map -> Setting (key, default, syntax) -> SpecParser, ObjectiveParser -> RunConfig
 *                                                               PosteriorSpec, PriorSpec, LikelihoodSpec, ...
 * }</pre>
 *
 * <p>A choice is a sealed interface of records, and a {@link dev.elbo.config.RunConfig} that exists is valid. Belongs:
 * keys, defaults, descriptions, syntax, validation, and the text form of every value. Does not belong: models (that is
 * {@code assembly}), files of a run, argument parsing of the command line.
 */
package dev.elbo.config;
