package dev.elbo.report;

import dev.elbo.report.canvas.Canvas;

/** A figure with one data area between axes, which can be given the room that others beside it need. */
sealed interface Chart extends Figure
        permits LineChart, LogLogChart, PointChart, DotChart, Histogram, HistogramPair, Scatter {
    /** Axes and data area at a width, with at least this room around the data area. */
    Plot plot(double width, Room room);

    /** Draws the data and the axes of a plot of this chart. */
    void draw(Canvas canvas, Plot plot);

    @Override
    default double heightFor(double width) {
        return plot(width, Room.NONE).height();
    }

    @Override
    default void draw(Canvas canvas, double width) {
        draw(canvas, plot(width, Room.NONE));
    }
}
