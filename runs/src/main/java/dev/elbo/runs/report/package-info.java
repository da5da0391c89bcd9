/**
 * From the results of a run to its report: the only package that translates results into figures.
 *
 * <pre>{@code
 * Run (metrics, evaluation), TrainedModel -> ReportFigures -> Figure
 *                                         -> RunReport     -> Block -> report.html, figures/*.png
 * }</pre>
 *
 * <p>Belongs: which sections and figures a report has, for which kind of model. Does not belong: how a figure is drawn
 * ({@code report}), how a number is computed ({@code evaluation}, {@code samplequality}).
 */
@NullMarked
package dev.elbo.runs.report;

import org.jspecify.annotations.NullMarked;
