/**
 * The drawing surface of figures and its two backends.
 *
 * <pre>{@code
 * Drawing -> Canvas (lines, rectangles, circles, text, images) -> SvgCanvas    -> SVG text
 *                                                              -> RasterCanvas -> Raster -> Png
 * }</pre>
 *
 * <p>Text is measured by {@link dev.elbo.report.canvas.TextWidth} from a table, never by a backend, so both show the same
 * layout. Belongs: strokes, marks, colours, fonts, places of labels, number formats, encoding of pictures. Does not belong: anything that knows
 * what an axis or a legend is.
 */
@NullMarked
package dev.elbo.report.canvas;

import org.jspecify.annotations.NullMarked;
