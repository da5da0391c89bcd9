package dev.elbo.report;

import dev.elbo.report.axis.Axis;
import dev.elbo.report.axis.Range;
import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Mark;
import dev.elbo.report.canvas.Palette;
import dev.elbo.report.canvas.Stroke;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Values of named categories, one below the other, each with a bar for its spread. */
public record DotChart(String title, String xLabel, List<Dot> dots) implements Chart {
    private static final double ROW = 26;
    private static final double CAP = 3;
    private static final int LONGEST = 56;

    public DotChart {
        dots = List.copyOf(dots);
    }

    /** A value with the ends of its bar. */
    public record Dot(String name, double least, double value, double greatest) {
        public Dot {
            if (!(least <= value && value <= greatest && Double.isFinite(greatest - least))) {
                throw new IllegalArgumentException("a dot requires finite values and least <= value <= greatest, got "
                        + least + ", " + value + ", " + greatest);
            }
        }

        private String shown() {
            return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
        }
    }

    @Override
    public double preferredWidth() {
        return 720;
    }

    @Override
    public void draw(Canvas canvas, Plot plot) {
        plot.draw(canvas, inside -> {
            for (int i = 0; i < dots.size(); i++) {
                draw(dots.get(i), plot.y(row(i)), inside, plot);
            }
        });
    }

    private static void draw(Dot dot, double y, Canvas canvas, Plot plot) {
        int rgb = Palette.group(0);
        double least = plot.x(dot.least());
        double greatest = plot.x(dot.greatest());
        if (greatest - least > 0.5) {
            Stroke thin = Stroke.solid(rgb, 1.1);
            canvas.line(least, y, greatest, y, thin);
            canvas.line(least, y - CAP, least, y + CAP, thin);
            canvas.line(greatest, y - CAP, greatest, y + CAP, thin);
        }
        Mark.DISC.draw(canvas, plot.x(dot.value()), y, rgb);
    }

    /** The first category is at the top. */
    private int row(int dot) {
        return dots.size() - 1 - dot;
    }

    @Override
    public Plot plot(double width, Room room) {
        Range x = Range.of(dots.stream()
                        .flatMapToDouble(dot -> DoubleStream.of(dot.least(), dot.greatest()))
                        .toArray())
                .padded(0.06);
        List<String> names = IntStream.range(0, dots.size())
                .mapToObj(i -> dots.get(row(i)).shown())
                .toList();
        return new Plot(
                new Plot.Surroundings(
                        title, dots.isEmpty() ? "No values to show." : "", Legend.NONE, true, List.of(), false),
                Axis.linear(xLabel, x),
                Axis.ofNames(dots.isEmpty() ? List.of("") : names),
                width,
                room,
                plotWidth -> Math.max(60, ROW * dots.size()));
    }
}
