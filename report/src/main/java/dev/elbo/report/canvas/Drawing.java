package dev.elbo.report.canvas;

/** Something that can be drawn on a {@link Canvas} at any width. */
public interface Drawing {
    /** Title, drawn above the picture and read by screen readers; may be empty. */
    String title();

    /** The natural width of the drawing, in CSS pixels. */
    double preferredWidth();

    /** The height of the drawing at this width. */
    double heightFor(double width);

    /** Draws at the origin, {@code width} wide and {@link #heightFor} high. */
    void draw(Canvas canvas, double width);
}
