/**
 * Where data come from: names, paths, data directories and downloads.
 *
 * <pre>{@code
 * name or path -> DataAccess -> DataSource  -> named set (KnownSets) or file -> Dataset
 *                            -> GraphSource -> named graph or edge list      -> Graph
 *                 DataDirectories: where to look      Downloader: verified by SHA-256
 * }</pre>
 *
 * <p>Belongs: the table of named sets, the search path, downloads and checksums. Does not belong: how a format is read
 * ({@code data.formats}), how data are generated ({@code data.builtin}).
 */
@NullMarked
package dev.elbo.data.sources;

import org.jspecify.annotations.NullMarked;
