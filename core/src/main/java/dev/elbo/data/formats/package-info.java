/**
 * Readers of file formats, one class per format, and the writers of the few formats that Elbo exports.
 *
 * <pre>{@code
 * path -> DataFiles (by file name) -> IdxReader | NpyReader | NpzReader | MatReader | TableReader | ImageCollection
 *                                       -> Dataset
 * Planetoid files                 -> PlanetoidReader -> Graph
 * }</pre>
 *
 * <p>Files are untrusted: sizes are checked before memory is allocated, and pickles never execute code. Belongs:
 * parsing and decoding. Does not belong: text tables ({@code data.tables}), lists of edges
 * ({@code data.edgelists}), names of data sets and where they are found
 * ({@code data.sources}), encodings.
 */
@NullMarked
package dev.elbo.data.formats;

import org.jspecify.annotations.NullMarked;
