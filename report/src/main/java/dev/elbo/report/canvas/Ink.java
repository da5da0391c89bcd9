package dev.elbo.report.canvas;

import java.util.Locale;

/** A colour, 0xRRGGBB, and its opacity from 0 to 1. */
public record Ink(int rgb, double opacity) {
    /** Opaque. */
    public static Ink of(int rgb) {
        return new Ink(rgb, 1);
    }

    /** The same colour with the given opacity. */
    public Ink withOpacity(double opacity) {
        return new Ink(rgb, opacity);
    }

    /** {@code #rrggbb}. */
    public String hex() {
        return String.format(Locale.ROOT, "#%06x", rgb & 0xFFFFFF);
    }
}
