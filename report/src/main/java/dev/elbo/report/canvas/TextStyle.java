package dev.elbo.report.canvas;

/** Size in pixels, weight, colour, the anchor of the position, and whether the line runs upwards (a y label). */
public record TextStyle(double size, boolean bold, int rgb, Anchor anchor, boolean upwards) {
    public static final TextStyle TITLE = new TextStyle(13.5, true, Palette.TEXT, Anchor.START, false);
    public static final TextStyle LABEL = new TextStyle(12, false, Palette.SOFT_TEXT, Anchor.MIDDLE, false);
    public static final TextStyle TICK = new TextStyle(11, false, Palette.SOFT_TEXT, Anchor.MIDDLE, false);
    public static final TextStyle LEGEND = new TextStyle(12, false, Palette.TEXT, Anchor.START, false);
    public static final TextStyle NOTE = new TextStyle(10.5, false, Palette.FAINT_TEXT, Anchor.START, false);

    /** Which end of the text is at the position. */
    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    public TextStyle start() {
        return new TextStyle(size, bold, rgb, Anchor.START, upwards);
    }

    TextStyle middle() {
        return new TextStyle(size, bold, rgb, Anchor.MIDDLE, upwards);
    }

    public TextStyle end() {
        return new TextStyle(size, bold, rgb, Anchor.END, upwards);
    }

    public TextStyle running() {
        return new TextStyle(size, bold, rgb, anchor, true);
    }

    public TextStyle coloured(int colour) {
        return new TextStyle(size, bold, colour, anchor, upwards);
    }
}
