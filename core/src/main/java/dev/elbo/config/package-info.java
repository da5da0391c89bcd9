/**
 * Settings: what can be configured, and the only package where strings become types.
 *
 * <pre>{@code
 * command line, YAML, Map -> Setting (key, default, form) -> SettingReader, SettingRule -> RunConfig
 *                                                             PosteriorSpec, PriorSpec, LikelihoodSpec, ...
 * }</pre>
 *
 * <p>A {@link dev.elbo.config.RunConfig} that exists is valid. Likelihoods and networks are open: other projects add a
 * {@link dev.elbo.config.LikelihoodKind} or {@link dev.elbo.config.NetworkKind}. Belongs: keys, defaults, descriptions,
 * forms, rules between settings, and the text form of every value. Does not belong: construction of models (that is
 * {@code assembly}), files of a run, argument parsing of the command line.
 */
@NullMarked
package dev.elbo.config;

import org.jspecify.annotations.NullMarked;
