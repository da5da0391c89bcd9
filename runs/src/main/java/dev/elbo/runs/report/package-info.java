/**
 * From the results of a run to its report. The only package that turns results into figures.
 *
 * <pre>{@code
 * Run (metrics, evaluation), TrainedModel -> ReportFigures -> Figure
 *                                         -> RunReport     -> Block -> report.html, figures/*.png
 * }</pre>
 *
 * <p>Belongs: which sections and figures the report of a model has. Does not belong: how a figure is drawn
 * ({@code report}), how a result is computed ({@code evaluation}, {@code samplequality}).
 */
@NullMarked
package dev.elbo.runs.report;

import org.jspecify.annotations.NullMarked;
