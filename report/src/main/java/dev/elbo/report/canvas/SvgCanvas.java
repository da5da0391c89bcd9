package dev.elbo.report.canvas;

import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Draws as SVG text: one element per line, text as text, no ids (so that many figures can share one page). */
public final class SvgCanvas implements Canvas {
    private static final String FONTS = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif";

    private final StringBuilder out = new StringBuilder();

    /** A complete document: the figure on a white background. */
    public static String document(Drawing figure) {
        return document(figure, figure.preferredWidth());
    }

    /** A complete document of the given width. */
    public static String document(Drawing figure, double width) {
        double height = figure.heightFor(width);
        SvgCanvas canvas = new SvgCanvas();
        canvas.rect(0, 0, width, height, Ink.of(Palette.PAPER));
        figure.draw(canvas, width);
        String size = Markup.number(width) + "\" height=\"" + Markup.number(height);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size + "\" viewBox=\"0 0 "
                + Markup.number(width) + " " + Markup.number(height) + "\" font-family=\"" + FONTS
                + "\" role=\"img\" aria-label=\"" + Markup.escape(figure.title()) + "\">\n" + canvas.out + "</svg>\n";
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
        element(
                "line",
                position("x1", x1) + position("y1", y1) + position("x2", x2) + position("y2", y2) + paint(stroke));
    }

    @Override
    public void polyline(double[] x, double[] y, Stroke stroke) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            points.append(i == 0 ? "" : " ")
                    .append(Markup.number(x[i]))
                    .append(',')
                    .append(Markup.number(y[i]));
        }
        element(
                "polyline",
                attribute("points", points.toString()) + " fill=\"none\" stroke-linejoin=\"round\"" + paint(stroke));
    }

    @Override
    public void rect(double x, double y, double width, double height, Ink fill) {
        element("rect", box(x, y, width, height) + paint(fill));
    }

    @Override
    public void circle(double x, double y, double radius, Ink fill) {
        element("circle", position("cx", x) + position("cy", y) + position("r", radius) + paint(fill));
    }

    @Override
    public void dots(double[] x, double[] y, double radius, Ink fill) {
        if (x.length == 0) {
            return;
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            path.append('M')
                    .append(Markup.shortNumber(x[i]))
                    .append(' ')
                    .append(Markup.shortNumber(y[i]))
                    .append("h.01");
        }
        Stroke stroke = new Stroke(fill, 2 * radius, List.of());
        element("path", attribute("d", path.toString()) + " fill=\"none\" stroke-linecap=\"round\"" + paint(stroke));
    }

    @Override
    public void text(String text, double x, double y, TextStyle style) {
        String anchor = switch (style.anchor()) {
            case START -> "";
            case MIDDLE -> attribute("text-anchor", "middle");
            case END -> attribute("text-anchor", "end");
        };
        String turn = style.upwards()
                ? attribute("transform", "rotate(-90 " + Markup.number(x) + " " + Markup.number(y) + ")")
                : "";
        out.append("<text")
                .append(position("x", x))
                .append(position("y", y))
                .append(position("font-size", style.size()))
                .append(style.bold() ? attribute("font-weight", "bold") : "")
                .append(anchor)
                .append(turn)
                .append(paint(Ink.of(style.rgb())))
                .append('>')
                .append(Markup.escape(text))
                .append("</text>\n");
    }

    @Override
    public void image(Raster raster, double x, double y, double width, double height) {
        String data = Base64.getEncoder().encodeToString(Png.encode(raster));
        element(
                "image",
                box(x, y, width, height) + " preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\""
                        + attribute("href", "data:image/png;base64," + data));
    }

    /** A nested viewport clips by itself; a clipPath would need an id. */
    @Override
    public void clipped(double x, double y, double width, double height, Consumer<Canvas> content) {
        String view =
                Markup.number(x) + " " + Markup.number(y) + " " + Markup.number(width) + " " + Markup.number(height);
        out.append("<svg")
                .append(box(x, y, width, height))
                .append(attribute("viewBox", view))
                .append(">\n");
        content.accept(this);
        out.append("</svg>\n");
    }

    @Override
    public void shifted(double dx, double dy, Consumer<Canvas> content) {
        out.append("<g transform=\"translate(")
                .append(Markup.number(dx))
                .append(' ')
                .append(Markup.number(dy))
                .append(")\">\n");
        content.accept(this);
        out.append("</g>\n");
    }

    private void element(String name, String attributes) {
        out.append('<').append(name).append(attributes).append("/>\n");
    }

    private static String box(double x, double y, double width, double height) {
        return position("x", x) + position("y", y) + position("width", width) + position("height", height);
    }

    private static String paint(Ink fill) {
        return attribute("fill", fill.hex()) + opacity("fill-opacity", fill);
    }

    private static String paint(Stroke stroke) {
        String dashes = stroke.dashes().stream().map(Markup::number).collect(Collectors.joining(" "));
        return attribute("stroke", stroke.ink().hex())
                + position("stroke-width", stroke.width())
                + (dashes.isEmpty() ? "" : attribute("stroke-dasharray", dashes))
                + opacity("stroke-opacity", stroke.ink());
    }

    private static String opacity(String name, Ink ink) {
        return ink.opacity() < 1 ? position(name, ink.opacity()) : "";
    }

    private static String position(String name, double value) {
        return attribute(name, Markup.number(value));
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + value + "\"";
    }
}
