/**
 * Figures, tables and self-contained pages, drawn from plain records.
 *
 * <pre>{@code
 * Series, Picture, double[] -> Figure -> Canvas -> SvgCanvas    -> text, without fonts or Java2D
 *                                               -> RasterCanvas -> PNG at twice the size
 * Table, Fact, Figure       -> Block  -> ReportPage -> a self-contained report.html
 * }</pre>
 *
 * <p>Equal input gives byte-identical output. Belongs: charts, image grids, tables in every format used for publication,
 * the page. Axes are in {@code axis}. Larger than most packages, because every kind of figure is a file and {@code Figure}
 * is sealed. Does not belong: tensors, models, metrics and how they are computed, web templates, writing files; the JDK is
 * the only dependency.
 */
@NullMarked
package dev.elbo.report;

import org.jspecify.annotations.NullMarked;
