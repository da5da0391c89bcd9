/**
 * Rows of numbers and graphs: how they are represented, split, and encoded for a network.
 *
 * <pre>{@code
 * Dataset (stored values, labels) -> Split (row indices) -> Batches -> float[] (count, data)
 *                                                              ^
 *                                                           Encoding: binarised, standardised, dequantised, ...
 * Graph (nodes, edges, features)  -> EdgeSplit
 * }</pre>
 *
 * <p>Belongs: data sets, graphs, splits, encodings, batches. Does not belong: readers of file formats ({@code
 * data.formats}), generators ({@code data.builtin}), names and downloads ({@code data.sources}), tensors, models.
 * Whatever a user can get wrong ends in a {@link dev.elbo.data.DataException} of one sentence.
 */
@NullMarked
package dev.elbo.data;

import org.jspecify.annotations.NullMarked;
