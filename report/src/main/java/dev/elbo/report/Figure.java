package dev.elbo.report;

import dev.elbo.report.canvas.Drawing;
import dev.elbo.report.canvas.Png;
import dev.elbo.report.canvas.Raster;
import dev.elbo.report.canvas.RasterCanvas;
import dev.elbo.report.canvas.SvgCanvas;
import java.awt.image.BufferedImage;

/** A picture of data: drawn once on a canvas, available as SVG text and as PNG. */
public sealed interface Figure extends Drawing permits Chart, SphereMap, ImageGrid, HeatMap, ModelDiagram, Panels {
    /** A complete SVG document; requires no font. */
    default String svg() {
        return SvgCanvas.document(this);
    }

    /**
     * The same picture as pixels at twice the size.
     *
     * @throws IllegalStateException if the figure has text and Java finds no font; the message says what to install
     */
    default BufferedImage image() {
        return RasterCanvas.draw(this);
    }

    /** {@link #image()} as the bytes of a PNG file; equal figures give equal bytes. */
    default byte[] png() {
        BufferedImage image = image();
        int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Png.encode(new Raster(image.getWidth(), image.getHeight(), rgb));
    }
}
