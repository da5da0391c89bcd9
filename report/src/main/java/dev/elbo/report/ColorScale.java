package dev.elbo.report;

import dev.elbo.report.axis.Range;
import dev.elbo.report.canvas.Palette;

/**
 * Colours for numbers: white to dark blue from low to high, or blue via white to red if the numbers have both signs.
 */
public record ColorScale(Range range, boolean diverging) {
    /** ColorBrewer's Blues, light to dark, so that a sparse matrix stays mostly white. */
    private static final int[] BLUES = {
        0xF7FBFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C, 0x08306B
    };

    /** Five colours of ColorBrewer's RdBu, reversed. */
    private static final int[] BLUE_WHITE_RED = {0x2166AC, 0x92C5DE, 0xF7F7F7, 0xF4A582, 0xB2182B};

    /** A scale that would start closer to zero than this fraction of its end starts at zero. */
    private static final double NEAR = 0.2;

    public static ColorScale over(Range values) {
        Range range = values.isEmpty() ? new Range(0, 1) : values;
        if (range.min() < 0 && range.max() > 0) {
            double reach = Math.max(-range.min(), range.max());
            return new ColorScale(new Range(-reach, reach), true);
        }
        boolean nearZero = range.min() > 0 && range.min() < NEAR * range.max();
        Range whole = nearZero ? range.with(0) : range;
        return new ColorScale(whole.span() > 0 ? whole : whole.padded(0), false);
    }

    public int rgb(double value) {
        if (!Double.isFinite(value)) {
            return Palette.MISSING;
        }
        int[] places = diverging ? BLUE_WHITE_RED : BLUES;
        double share = Math.max(0, Math.min(1, (value - range.min()) / range.span()));
        double place = share * (places.length - 1);
        int below = Math.min((int) place, places.length - 2);
        return Palette.mix(places[below], places[below + 1], place - below);
    }
}
