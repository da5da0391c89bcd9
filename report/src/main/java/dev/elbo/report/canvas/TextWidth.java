package dev.elbo.report.canvas;

import java.util.ArrayList;
import java.util.List;

/**
 * The width of text from a table, so that a layout requires no font and is the same everywhere.
 *
 * <p>The table is that of DejaVu Sans, the widest of the fonts used: any other leaves a little more room.
 */
public final class TextWidth {
    /** Advance width of the characters 32 to 126, in hundredths of the font size. */
    private static final int[] ADVANCE = {
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, //
        64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, //
        100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, //
        60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, //
        50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, //
        63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
    };

    private static final double BOLD = 1.12;

    private TextWidth() {}

    /** Width in the unit of the style's size. */
    public static double of(String text, TextStyle style) {
        double hundredths = text.codePoints().mapToDouble(TextWidth::advance).sum();
        return hundredths / 100 * style.size() * (style.bold() ? BOLD : 1);
    }

    public static double widest(List<String> texts, TextStyle style) {
        return texts.stream().mapToDouble(text -> of(text, style)).max().orElse(0);
    }

    /** Wraps at spaces into lines that fit; a single word that is too wide gets a line of its own. */
    public static List<String> wrap(String text, TextStyle style, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && of(longer, style) > width) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private static double advance(int codePoint) {
        if (codePoint >= 32 && codePoint <= 126) {
            return ADVANCE[codePoint - 32];
        }
        return codePoint >= 0x2E80 && Character.isIdeographic(codePoint) ? 100 : 66;
    }
}
