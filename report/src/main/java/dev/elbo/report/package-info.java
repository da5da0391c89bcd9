/**
 * Figures, tables and the one page a run leaves behind, drawn from plain records.
 *
 * <pre>{@code
 * Series, Picture, double[] -> Figure -> Canvas -> SvgCanvas    -> text, no fonts and no Java2D needed
 *                                               -> RasterCanvas -> PNG at twice the size
 * Table, Fact, Figure       -> Block  -> ReportPage -> one self-contained report.html
 * }</pre>
 *
 * <p>Equal input gives byte-identical output. Belongs: charts, image grids, tables in every format we publish, the page,
 * writing a file so that it is whole or absent. Does not: tensors, models, metrics and how they are computed, web
 * templates; the JDK is the only import.
 */
package dev.elbo.report;
