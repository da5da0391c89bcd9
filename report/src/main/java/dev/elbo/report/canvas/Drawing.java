package dev.elbo.report.canvas;

/** Something that can be drawn on a {@link Canvas} at any width. */
public interface Drawing {
    /** Drawn above the picture and read out by screen readers; may be empty. */
    String title();

    /** The width at which the drawing looks as intended, in CSS pixels. */
    double preferredWidth();

    /** The height it takes when drawn at this width. */
    double heightFor(double width);

    /** Draws at the origin, {@code width} wide and {@link #heightFor} high. */
    void draw(Canvas canvas, double width);
}
