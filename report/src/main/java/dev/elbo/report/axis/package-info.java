/**
 * Intervals of values, round values within them, and axes: numbers only, nothing is drawn. Belongs: the choice of limits
 * and ticks. Does not belong: pixels, text styles, charts.
 */
@NullMarked
package dev.elbo.report.axis;

import org.jspecify.annotations.NullMarked;
