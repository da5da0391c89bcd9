/**
 * Graphs as text: lists of edges and adjacency matrices.
 *
 * <pre>{@code
 * file -> EdgeListReader -> Graph
 *           |  AdjacencyMatrix (a square of numbers)  MatrixMarket (its header)
 *           |  FirstEdge (header or edge?)            GraphFormats (refused by name)
 * }</pre>
 *
 * <p>Belongs: what a line of such a file means. Does not belong: features of nodes, splits of edges and other formats
 * ({@code data.formats}), names of graphs ({@code data.sources}).
 */
@NullMarked
package dev.elbo.data.edgelists;

import org.jspecify.annotations.NullMarked;
