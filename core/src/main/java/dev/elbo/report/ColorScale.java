package dev.elbo.report;

/** Colours for numbers: viridis from low to high, or blue through white to red if the numbers have two signs. */
record ColorScale(Range range, boolean diverging) {
    /** Nine places of matplotlib's viridis, evenly apart. */
    private static final int[] VIRIDIS = {
        0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725
    };

    /** Five places of ColorBrewer's RdBu, turned round. */
    private static final int[] BLUE_WHITE_RED = {0x2166AC, 0x92C5DE, 0xF7F7F7, 0xF4A582, 0xB2182B};

    static ColorScale over(Range values) {
        Range range = values.isEmpty() ? new Range(0, 1) : values;
        if (range.min() < 0 && range.max() > 0) {
            double reach = Math.max(-range.min(), range.max());
            return new ColorScale(new Range(-reach, reach), true);
        }
        return new ColorScale(range.span() > 0 ? range : range.padded(0), false);
    }

    int rgb(double value) {
        if (!Double.isFinite(value)) {
            return Palette.MISSING;
        }
        int[] places = diverging ? BLUE_WHITE_RED : VIRIDIS;
        double share = Math.max(0, Math.min(1, (value - range.min()) / range.span()));
        double place = share * (places.length - 1);
        int below = Math.min((int) place, places.length - 2);
        return Palette.mix(places[below], places[below + 1], place - below);
    }
}
