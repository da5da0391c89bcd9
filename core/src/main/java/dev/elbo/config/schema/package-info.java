/**
 * What can be known of a setting before it has a value: how it is written, its bounds and units, its default and help.
 *
 * <pre>{@code
 * SettingSchema -> Form -> Option -> Part -> Field        the schema: help texts, YAML and forms are made from it
 * text          -> Form.match -> Match -> int, double     a value taken apart and checked
 * Map of texts  -> SettingReader -> values and Faults     all faults at once, each with its field
 * }</pre>
 *
 * <p>Belongs: the grammar of settings, faults, registries of kinds. Does not belong: which settings there are.
 */
@NullMarked
package dev.elbo.config.schema;

import org.jspecify.annotations.NullMarked;
