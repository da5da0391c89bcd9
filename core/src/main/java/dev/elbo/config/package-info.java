/**
 * Settings: what can be configured. The only package where strings become types.
 *
 * <pre>{@code
 * command line, YAML, Map -> Setting (key, default, form) -> SettingReader, SettingRule -> RunConfig
 *                                                             PosteriorSpec, PriorSpec, LikelihoodSpec, ...
 * }</pre>
 *
 * <p>Every {@link dev.elbo.config.RunConfig} made by {@code of} is valid. Likelihoods and networks can be extended:
 * other projects add a {@link dev.elbo.config.LikelihoodKind} or {@link dev.elbo.config.NetworkKind}. Belongs: keys,
 * defaults, descriptions, syntax, rules between settings, and the text form of every value. Does not belong:
 * construction of models (see {@code assembly}), files of a run, parsing of command line arguments.
 */
@NullMarked
package dev.elbo.config;

import org.jspecify.annotations.NullMarked;
