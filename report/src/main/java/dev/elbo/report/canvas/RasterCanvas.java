package dev.elbo.report.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** Draws with Java2D and antialiasing, at twice the size so that it is sharp in print. */
public final class RasterCanvas implements Canvas {
    static final int SCALE = 2;

    private final Graphics2D graphics;

    private RasterCanvas(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /** The figure on a white background. */
    public static BufferedImage draw(Drawing figure) {
        double width = figure.preferredWidth();
        double height = figure.heightFor(width);
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(width * SCALE), (int) Math.ceil(height * SCALE), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(new Color(Palette.PAPER));
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.scale(SCALE, SCALE);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            figure.draw(new RasterCanvas(graphics), width);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
        use(stroke, BasicStroke.CAP_BUTT);
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public void polyline(double[] x, double[] y, Stroke stroke) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, x.length);
        for (int i = 0; i < x.length; i++) {
            if (i == 0) {
                path.moveTo(x[i], y[i]);
            } else {
                path.lineTo(x[i], y[i]);
            }
        }
        use(stroke, BasicStroke.CAP_BUTT);
        graphics.draw(path);
    }

    @Override
    public void rect(double x, double y, double width, double height, Ink fill) {
        graphics.setColor(color(fill));
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void circle(double x, double y, double radius, Ink fill) {
        graphics.setColor(color(fill));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void dots(double[] x, double[] y, double radius, Ink fill) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int i = 0; i < x.length; i++) {
            path.append(new Ellipse2D.Double(x[i] - radius, y[i] - radius, 2 * radius, 2 * radius), false);
        }
        graphics.setColor(color(fill));
        graphics.fill(path);
    }

    @Override
    public void text(String text, double x, double y, TextStyle style) {
        Font font = Fonts.of(style, text);
        double width = Fonts.width(font, text, graphics);
        double start = switch (style.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
        Graphics2D turned = (Graphics2D) graphics.create();
        try {
            turned.translate(x, y);
            if (style.upwards()) {
                turned.rotate(-Math.PI / 2);
            }
            turned.setFont(font);
            turned.setColor(new Color(style.rgb()));
            turned.drawString(text, (float) start, 0);
        } finally {
            turned.dispose();
        }
    }

    @Override
    public void image(Raster raster, double x, double y, double width, double height) {
        BufferedImage pixels = new BufferedImage(raster.width(), raster.height(), BufferedImage.TYPE_INT_RGB);
        pixels.setRGB(0, 0, raster.width(), raster.height(), raster.rgb(), 0, raster.width());
        Graphics2D placed = (Graphics2D) graphics.create();
        try {
            placed.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            placed.translate(x, y);
            placed.scale(width / raster.width(), height / raster.height());
            placed.drawImage(pixels, 0, 0, null);
        } finally {
            placed.dispose();
        }
    }

    @Override
    public void clipped(double x, double y, double width, double height, Consumer<Canvas> content) {
        Graphics2D inside = (Graphics2D) graphics.create();
        try {
            inside.clip(new Rectangle2D.Double(x, y, width, height));
            content.accept(new RasterCanvas(inside));
        } finally {
            inside.dispose();
        }
    }

    @Override
    public void shifted(double dx, double dy, Consumer<Canvas> content) {
        Graphics2D moved = (Graphics2D) graphics.create();
        try {
            moved.translate(dx, dy);
            content.accept(new RasterCanvas(moved));
        } finally {
            moved.dispose();
        }
    }

    private void use(Stroke stroke, int cap) {
        float[] dashes = new float[stroke.dashes().size()];
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = stroke.dashes().get(i).floatValue();
        }
        graphics.setColor(color(stroke.ink()));
        graphics.setStroke(new BasicStroke(
                (float) stroke.width(), cap, BasicStroke.JOIN_ROUND, 10, dashes.length == 0 ? null : dashes, 0));
    }

    private static Color color(Ink ink) {
        return new Color(
                ink.rgb() >> 16 & 0xFF, ink.rgb() >> 8 & 0xFF, ink.rgb() & 0xFF, (int) Math.round(ink.opacity() * 255));
    }
}
