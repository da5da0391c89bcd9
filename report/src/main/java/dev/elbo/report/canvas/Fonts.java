package dev.elbo.report.canvas;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The fonts of raster figures: the first installed of a list, DejaVu Sans before all, so that figures look the same on
 * most machines. A text with characters that this font lacks, such as subscripts in Liberation Sans, is drawn in the
 * first that has them all, or in Java's own composition of all fonts.
 */
final class Fonts {
    private static final List<String> FAMILIES =
            List.of("DejaVu Sans", "Liberation Sans", "Arial", "Helvetica Neue", "Helvetica");

    private Fonts() {}

    /** @throws IllegalStateException if Java finds no font at all */
    static Font of(TextStyle style, String text) {
        try {
            return choose(Families.INSTALLED, text)
                    .deriveFont(style.bold() ? Font.BOLD : Font.PLAIN, (float) style.size());
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

    /** The first font that has all characters of a text, or the last. */
    static Font choose(List<Font> fonts, String text) {
        return fonts.stream()
                .filter(font -> font.canDisplayUpTo(text) < 0)
                .findFirst()
                .orElseGet(() -> fonts.get(fonts.size() - 1));
    }

    private static final class Families {
        /** Never empty: the last is composed of all fonts. */
        static final List<Font> INSTALLED = find();

        private static List<Font> find() {
            List<Font> fonts = new ArrayList<>();
            for (String family : FAMILIES) {
                Font font = new Font(family, Font.PLAIN, 12);
                if (font.getFamily().equalsIgnoreCase(family)) {
                    fonts.add(font);
                }
            }
            fonts.add(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            return fonts;
        }
    }
}
