package dev.elbo.report.canvas;

/** The shape at a point of a curve, so that curves can be told apart without their colours. */
public enum Mark {
    DISC,
    SQUARE,
    RING,
    BOX,
    CROSS,
    PLUS;

    private static final double SIZE = 3.4;
    private static final double LINE = 1.6;

    /** The shapes in turn. */
    public static Mark of(int index) {
        return values()[Math.floorMod(index, values().length)];
    }

    public void draw(Canvas canvas, double x, double y, int rgb) {
        Ink ink = Ink.of(rgb);
        Stroke stroke = Stroke.solid(rgb, LINE);
        double inner = SIZE - LINE;
        switch (this) {
            case DISC -> canvas.circle(x, y, SIZE, ink);
            case RING -> {
                canvas.circle(x, y, SIZE, ink);
                canvas.circle(x, y, inner, Ink.of(Palette.PAPER));
            }
            case SQUARE -> canvas.rect(x - SIZE, y - SIZE, 2 * SIZE, 2 * SIZE, ink);
            case BOX -> {
                canvas.rect(x - SIZE, y - SIZE, 2 * SIZE, 2 * SIZE, ink);
                canvas.rect(x - inner, y - inner, 2 * inner, 2 * inner, Ink.of(Palette.PAPER));
            }
            case CROSS -> {
                canvas.line(x - SIZE, y - SIZE, x + SIZE, y + SIZE, stroke);
                canvas.line(x - SIZE, y + SIZE, x + SIZE, y - SIZE, stroke);
            }
            case PLUS -> {
                canvas.line(x - SIZE - 1, y, x + SIZE + 1, y, stroke);
                canvas.line(x, y - SIZE - 1, x, y + SIZE + 1, stroke);
            }
        }
    }
}
