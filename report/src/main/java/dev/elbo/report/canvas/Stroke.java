package dev.elbo.report.canvas;

import java.util.List;

/** Style of a line: ink, width in pixels, lengths of dashes and gaps (none: solid). */
public record Stroke(Ink ink, double width, List<Double> dashes) {
    private static final List<Double> DASHED = List.of(5.0, 3.5);
    private static final List<Double> DOTTED = List.of(1.5, 3.0);

    public Stroke {
        dashes = List.copyOf(dashes);
    }

    /** A solid line. */
    public static Stroke solid(int rgb, double width) {
        return new Stroke(Ink.of(rgb), width, List.of());
    }

    /** The same line, dashed. */
    public Stroke dashed() {
        return new Stroke(ink, width, DASHED);
    }

    /** The same line, dotted. */
    public Stroke dotted() {
        return new Stroke(ink, width, DOTTED);
    }
}
