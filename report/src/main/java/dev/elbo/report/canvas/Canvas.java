package dev.elbo.report.canvas;

import java.util.function.Consumer;

/**
 * The surface on which a figure is drawn; units are CSS pixels, y increases downwards.
 *
 * <p>Two backends draw the same picture: {@link SvgCanvas} and {@link RasterCanvas}. No method measures anything, so
 * that a layout cannot depend on the backend; text is measured by {@link TextWidth}.
 */
public interface Canvas {
    /** A straight line. */
    void line(double x1, double y1, double x2, double y2, Stroke stroke);

    /** Connected lines through all points; at least two. */
    void polyline(double[] x, double[] y, Stroke stroke);

    /** A filled rectangle. */
    void rect(double x, double y, double width, double height, Ink fill);

    /** A filled circle. */
    void circle(double x, double y, double radius, Ink fill);

    /** Many filled circles of one size and ink, painted as one shape: overlaps are not darker. */
    void dots(double[] x, double[] y, double radius, Ink fill);

    /** One line of text whose baseline is at (x, y). */
    void text(String text, double x, double y, TextStyle style);

    /** Pixels stretched over a rectangle; each pixel remains a sharp block. */
    void image(Raster raster, double x, double y, double width, double height);

    /** Draws the content, clipped to the rectangle. */
    void clipped(double x, double y, double width, double height, Consumer<Canvas> content);

    /** Draws the content moved by (dx, dy). */
    void shifted(double dx, double dy, Consumer<Canvas> content);
}
