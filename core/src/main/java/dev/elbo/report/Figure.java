package dev.elbo.report;

import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** Something drawn: written once against {@link Canvas}, available as SVG text and as PNG. */
public sealed interface Figure
        permits LineChart, LogLogChart, Histogram, Scatter, SphereMap, ImageGrid, HeatMap, Panels {
    /** Drawn above the picture and read out by screen readers; may be empty. */
    String title();

    /** The width at which the figure looks as intended, in CSS pixels. */
    double preferredWidth();

    /** The height it takes when drawn at this width. */
    double heightFor(double width);

    /** Draws at the origin, {@code width} wide and {@link #heightFor} high. */
    void draw(Canvas canvas, double width);

    /** A complete SVG document; no font is needed to make it. */
    default String svg() {
        return SvgCanvas.document(this);
    }

    /**
     * The same picture as pixels, twice the size.
     *
     * @throws IllegalStateException if the figure has text and Java finds no font; the message says what to install
     */
    default BufferedImage image() {
        return RasterCanvas.draw(this);
    }

    /** Writes {@link #image()}; the file is whole or absent. */
    default void writePng(Path file) {
        BufferedImage image = image();
        int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        AtomicFiles.write(file, Png.encode(new Raster(image.getWidth(), image.getHeight(), rgb)));
    }
}
