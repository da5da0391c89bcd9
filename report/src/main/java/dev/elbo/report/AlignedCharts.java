package dev.elbo.report;

import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Drawing;
import java.util.List;
import java.util.Optional;

/** Figures of equal width drawn with common room, so that the data areas of charts are equally large. */
final class AlignedCharts {
    private AlignedCharts() {}

    /** The figures, each as a drawing with the room that the charts among them need together at this width. */
    static List<Drawing> of(List<Figure> figures, double width) {
        Room common = Room.NONE;
        for (Figure figure : figures) {
            common = common.union(
                    plot(figure, width, Room.NONE).map(Plot::surroundingRoom).orElse(Room.NONE));
        }
        for (Figure figure : figures) {
            common = common.union(plot(figure, width, common).map(Plot::room).orElse(Room.NONE));
        }
        Room room = common;
        return figures.stream()
                .<Drawing>map(figure -> new Aligned(figure, room))
                .toList();
    }

    private static Optional<Plot> plot(Figure figure, double width, Room room) {
        if (figure instanceof LineChart chart) {
            return Optional.of(chart.plot(width, room));
        } else if (figure instanceof Scatter chart) {
            return Optional.of(chart.plot(width, room));
        } else if (figure instanceof Histogram chart) {
            return Optional.of(chart.plot(width, room));
        } else if (figure instanceof HistogramPair chart) {
            return Optional.of(chart.plot(width, room));
        } else if (figure instanceof PointChart chart) {
            return Optional.of(chart.plot(width, room));
        } else if (figure instanceof LogLogChart chart) {
            return Optional.of(chart.plot(width, room));
        }
        return Optional.empty();
    }

    private record Aligned(Figure figure, Room room) implements Drawing {
        @Override
        public String title() {
            return figure.title();
        }

        @Override
        public double preferredWidth() {
            return figure.preferredWidth();
        }

        @Override
        public double heightFor(double width) {
            return plot(figure, width, room).map(Plot::height).orElseGet(() -> figure.heightFor(width));
        }

        @Override
        public void draw(Canvas canvas, double width) {
            if (figure instanceof LineChart chart) {
                chart.draw(canvas, chart.plot(width, room));
            } else if (figure instanceof Scatter chart) {
                chart.draw(canvas, chart.plot(width, room));
            } else if (figure instanceof Histogram chart) {
                chart.draw(canvas, chart.plot(width, room));
            } else if (figure instanceof HistogramPair chart) {
                chart.draw(canvas, chart.plot(width, room));
            } else if (figure instanceof PointChart chart) {
                chart.draw(canvas, chart.plot(width, room));
            } else if (figure instanceof LogLogChart chart) {
                chart.draw(canvas, chart.plot(width, room));
            } else {
                figure.draw(canvas, width);
            }
        }
    }
}
