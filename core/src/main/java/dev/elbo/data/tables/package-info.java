/**
 * Tables as text, in and out: separators, encodings of characters, spellings of numbers, roles of columns.
 *
 * <pre>{@code
 * file -> TextFile (characters) -> TableLines (fields) -> Column (one per column) -> TableReader -> Dataset
 *                                     |                      |
 *                                  Separator              NumberForm, Decimals
 * names and numbers -> PlainNumbers, CsvText -> CSV
 * }</pre>
 *
 * <p>Belongs: everything that is known about text tables, for data, node features and edge lists alike. Does not belong:
 * binary formats and the choice of a reader ({@code data.formats}).
 */
@NullMarked
package dev.elbo.data.tables;

import org.jspecify.annotations.NullMarked;
