package dev.elbo.report.canvas;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;

/** The font of raster figures: the first of the SVG's list that is installed. */
final class Fonts {
    private static final List<String> FAMILIES =
            List.of("Helvetica Neue", "Helvetica", "Arial", "Liberation Sans", "DejaVu Sans");

    private Fonts() {}

    /** @throws IllegalStateException if Java finds no font at all */
    static Font of(TextStyle style) {
        try {
            return Family.FOUND.deriveFont(style.bold() ? Font.BOLD : Font.PLAIN, (float) style.size());
        } catch (LinkageError | InternalError | RuntimeException failure) {
            throw missing(failure);
        }
    }

    static double width(Font font, String text, Graphics2D graphics) {
        try {
            return font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
        } catch (LinkageError | InternalError | RuntimeException failure) {
            throw missing(failure);
        }
    }

    private static IllegalStateException missing(Throwable failure) {
        return new IllegalStateException(
                "a PNG chart requires a font, but Java found none: install a font package such as fonts-dejavu-core,"
                        + " or use the SVG or the report page, which require no fonts",
                failure);
    }

    private static final class Family {
        static final Font FOUND = find();

        private static Font find() {
            for (String family : FAMILIES) {
                Font font = new Font(family, Font.PLAIN, 12);
                if (font.getFamily().equalsIgnoreCase(family)) {
                    return font;
                }
            }
            return new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        }
    }
}
