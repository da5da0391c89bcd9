/**
 * The grammar of settings: syntax, bounds, units, defaults and help texts.
 *
 * <pre>{@code
 * SettingSchema -> Form -> Option -> Part -> Field        the schema, from which parsers and help texts are derived
 * text          -> Form.match -> Match -> int, double     a value, parsed and checked
 * Map of texts  -> SettingReader -> values and Faults     all faults at once, each with its setting
 * }</pre>
 *
 * <p>Belongs: the grammar of settings, faults, registries of kinds. Does not belong: the settings themselves.
 */
@NullMarked
package dev.elbo.config.schema;

import org.jspecify.annotations.NullMarked;
