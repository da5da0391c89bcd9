package dev.elbo.report;

import dev.elbo.report.canvas.Canvas;
import dev.elbo.report.canvas.Drawing;
import java.util.List;

/** Figures of equal width drawn with common room, so that the data areas of charts are equally large. */
final class AlignedCharts {
    private AlignedCharts() {}

    /** The figures, each as a drawing with the room that the charts among them need together at this width. */
    static List<Drawing> of(List<Figure> figures, double width) {
        List<Chart> charts = figures.stream()
                .filter(Chart.class::isInstance)
                .map(Chart.class::cast)
                .toList();
        Room common = Room.NONE;
        for (Chart chart : charts) {
            common = common.union(chart.plot(width, Room.NONE).surroundingRoom());
        }
        for (Chart chart : charts) {
            common = common.union(chart.plot(width, common).room());
        }
        Room room = common;
        return figures.stream()
                .<Drawing>map(figure -> figure instanceof Chart chart ? new Aligned(chart, room) : figure)
                .toList();
    }

    private record Aligned(Chart chart, Room room) implements Drawing {
        @Override
        public String title() {
            return chart.title();
        }

        @Override
        public double preferredWidth() {
            return chart.preferredWidth();
        }

        @Override
        public double heightFor(double width) {
            return chart.plot(width, room).height();
        }

        @Override
        public void draw(Canvas canvas, double width) {
            chart.draw(canvas, chart.plot(width, room));
        }
    }
}
