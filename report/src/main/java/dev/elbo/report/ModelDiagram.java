package dev.elbo.report;

import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Ink;
import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Stroke;
import dev.elbo.report.canvas.TextStyle;
import dev.elbo.report.canvas.TextWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * A variational autoencoder as a drawing: the directed graphical model on the left; on the right what a training step
 * computes, from the data to the two terms of the loss, which are blue, through a sample, which is red.
 *
 * @param data such as "784 binary pixels"
 * @param encoder the network in words
 * @param posterior q(z|x) in words
 * @param sample how z is drawn
 * @param decoder the network in words
 * @param likelihood p(x|z) in words
 * @param prior p(z) in words
 * @param kl the first term of the loss
 * @param reconstruction the second
 */
public record ModelDiagram(
        String title,
        String data,
        String encoder,
        String posterior,
        String sample,
        String decoder,
        String likelihood,
        String prior,
        String kl,
        String reconstruction)
        implements Figure {
    private static final double MARGIN = 10;
    private static final double GRAPH = 96;
    private static final double GAP = 20;
    private static final double BOX = 92;
    private static final double TERM = 52;
    private static final double LINE = 14;
    private static final double ARROW = 5;
    private static final int SAMPLING = Palette.group(2);
    private static final int LOSS = Palette.group(0);
    private static final int NETWORK = Palette.mix(Palette.PAPER, Palette.AXIS, 0.22);

    /** What a box stands for. */
    private enum Kind {
        VALUE,
        NETWORK,
        DISTRIBUTION,
        SAMPLE
    }

    private record Box(String heading, String text, Kind kind) {}

    @Override
    public double preferredWidth() {
        return 860;
    }

    @Override
    public double heightFor(double width) {
        return top() + TERM + 2 * GAP + BOX + MARGIN;
    }

    private double top() {
        return MARGIN + (title.isEmpty() ? 0 : 24);
    }

    private List<Box> boxes() {
        return List.of(
                new Box("x", data, Kind.VALUE),
                new Box("encoder", encoder, Kind.NETWORK),
                new Box("q(z|x)", posterior, Kind.DISTRIBUTION),
                new Box("z", sample, Kind.SAMPLE),
                new Box("decoder", decoder, Kind.NETWORK),
                new Box("p(x|z)", likelihood, Kind.DISTRIBUTION));
    }

    @Override
    public void draw(Canvas canvas, double width) {
        if (!title.isEmpty()) {
            canvas.text(title, MARGIN, MARGIN + 12, TextStyle.TITLE);
        }
        drawGraph(canvas);
        List<Box> boxes = boxes();
        double left = MARGIN + GRAPH + GAP;
        double boxWidth = (width - MARGIN - left - GAP * (boxes.size() - 1)) / boxes.size();
        double y = top() + TERM + 2 * GAP;
        List<Double> centres = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            double x = left + i * (boxWidth + GAP);
            centres.add(x + boxWidth / 2);
            drawBox(canvas, boxes.get(i), x, y, boxWidth);
            if (i > 0) {
                int rgb = boxes.get(i).kind() == Kind.SAMPLE ? SAMPLING : Palette.MARKER;
                arrow(canvas, x - GAP + 1, y + BOX / 2, x - 2, y + BOX / 2, rgb);
            }
        }
        double termY = top();
        double half = boxWidth / 2 + GAP;
        term(canvas, kl, centres.get(2), termY, half);
        term(canvas, reconstruction, Math.min(centres.get(5), width - MARGIN - half), termY, half);
        // the prior, to the right of the KL term
        double priorX = centres.get(3) + GAP / 2;
        outlined(canvas, priorX, termY, boxWidth + GAP, TERM, Palette.AXIS);
        text(canvas, "p(z)", prior, priorX + (boxWidth + GAP) / 2, termY, boxWidth + GAP, Palette.TEXT);
        arrow(canvas, priorX - 1, termY + TERM / 2, centres.get(2) + half + 2, termY + TERM / 2, LOSS);
        arrow(canvas, centres.get(2), y - 1, centres.get(2), termY + TERM + 2, LOSS);
        arrow(canvas, centres.get(5), y - 1, centres.get(5), termY + TERM + 2, LOSS);
    }

    /** z → x, once for each row. */
    private void drawGraph(Canvas canvas) {
        double x = MARGIN + GRAPH / 2;
        double radius = 17;
        double zY = top() + radius + 8;
        double xY = zY + 92;
        outlined(canvas, MARGIN, top(), GRAPH, heightFor(0) - top() - MARGIN, Palette.AXIS);
        node(canvas, "z", x, zY, radius, Palette.PAPER);
        node(canvas, "x", x, xY, radius, Palette.MISSING);
        arrow(canvas, x, zY + radius, x, xY - radius - 1, Palette.MARKER);
        canvas.text("p(x|z)", x + 6, (zY + xY) / 2 + 4, TextStyle.TICK.start());
        canvas.text("p(z)", x + radius + 4, zY - 6, TextStyle.TICK.start());
        canvas.text("each row", MARGIN + GRAPH - 6, heightFor(0) - MARGIN - 7, TextStyle.TICK.end());
    }

    private static void node(Canvas canvas, String name, double x, double y, double radius, int fill) {
        canvas.circle(x, y, radius, Ink.of(Palette.AXIS));
        canvas.circle(x, y, radius - 1.3, Ink.of(fill));
        canvas.text(name, x, y + 4, TextStyle.LABEL.coloured(Palette.TEXT));
    }

    private static void drawBox(Canvas canvas, Box box, double x, double y, double width) {
        int edge = box.kind() == Kind.SAMPLE ? SAMPLING : Palette.AXIS;
        if (box.kind() == Kind.NETWORK) {
            canvas.rect(x, y, width, BOX, Ink.of(NETWORK));
        } else {
            outlined(canvas, x, y, width, BOX, edge);
        }
        int rgb = box.kind() == Kind.SAMPLE ? SAMPLING : Palette.TEXT;
        text(canvas, box.heading(), box.text(), x + width / 2, y, width, rgb);
    }

    /** A bold heading and wrapped text below it. */
    private static void text(
            Canvas canvas, String heading, String text, double centre, double top, double width, int rgb) {
        TextStyle bold = new TextStyle(12, true, rgb, TextStyle.Anchor.MIDDLE, false);
        canvas.text(heading, centre, top + 17, bold);
        List<String> lines = TextWidth.wrap(text, TextStyle.TICK, width - 8);
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(lines.get(i), centre, top + 17 + (i + 1) * LINE, TextStyle.TICK);
        }
    }

    private static void term(Canvas canvas, String text, double centre, double y, double half) {
        canvas.rect(centre - half, y, 2 * half, TERM, Ink.of(Palette.mix(Palette.PAPER, LOSS, 0.16)));
        TextStyle style = TextStyle.LABEL.coloured(Palette.mix(LOSS, Palette.TEXT, 0.45));
        List<String> lines = TextWidth.wrap(text, style, 2 * half - 8);
        double first = y + TERM / 2 + 4 - (lines.size() - 1) * LINE / 2;
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(lines.get(i), centre, first + i * LINE, style);
        }
    }

    private static void outlined(Canvas canvas, double x, double y, double width, double height, int rgb) {
        canvas.rect(x, y, width, height, Ink.of(rgb));
        canvas.rect(x + 1, y + 1, width - 2, height - 2, Ink.of(Palette.PAPER));
    }

    private static void arrow(Canvas canvas, double x1, double y1, double x2, double y2, int rgb) {
        Stroke stroke = Stroke.solid(rgb, 1.4);
        canvas.line(x1, y1, x2, y2, stroke);
        double length = Math.hypot(x2 - x1, y2 - y1);
        double dx = (x2 - x1) / length * ARROW;
        double dy = (y2 - y1) / length * ARROW;
        canvas.line(x2, y2, x2 - dx - dy * 0.7, y2 - dy + dx * 0.7, stroke);
        canvas.line(x2, y2, x2 - dx + dy * 0.7, y2 - dy - dx * 0.7, stroke);
    }
}
