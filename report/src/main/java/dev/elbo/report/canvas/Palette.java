package dev.elbo.report.canvas;

/**
 * The colours of figures.
 *
 * <p>Groups: the ten colours of M. A. Petroff, "Accessible Color Sequences for Data Visualization" (2021), which remain
 * distinguishable under the common forms of colour blindness.
 */
public final class Palette {
    public static final int TEXT = 0x1B1F24;
    static final int SOFT_TEXT = 0x4A5159;
    static final int FAINT_TEXT = 0x7A828B;
    public static final int AXIS = 0x8A929B;
    public static final int GRID = 0xE8EAED;
    public static final int PAPER = 0xFFFFFF;
    public static final int MARKER = 0x5B636C;
    public static final int MISSING = 0xDADDE1;

    private static final int[] GROUPS = {
        0x3F90DA, 0xFFA90E, 0xBD1F01, 0x94A4A2, 0x832DB6, 0xA96B59, 0xE76300, 0xB9AC70, 0x717581, 0x92DADD
    };

    private Palette() {}

    /** Colour of group 0, 1, ...; from the eleventh on the ten are repeated, darker each time. */
    public static int group(int index) {
        if (index < 0) {
            return MISSING;
        }
        int rgb = GROUPS[index % GROUPS.length];
        for (int round = index / GROUPS.length; round > 0 && round < 4; round--) {
            rgb = mix(rgb, 0x000000, 0.38);
        }
        return rgb;
    }

    /** {@code from} mixed with {@code to}, the latter with the given share. */
    public static int mix(int from, int to, double share) {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double channel = (from >> shift & 0xFF) * (1 - share) + (to >> shift & 0xFF) * share;
            rgb |= (int) Math.round(channel) << shift;
        }
        return rgb;
    }

    /** Perceived lightness, 0 to 1; text on a colour darker than 0.55 should be white. */
    public static double lightness(int rgb) {
        return (0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF)) / 255;
    }
}
