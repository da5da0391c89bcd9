package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.report.canvas.LabelPlaces;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class PointChartTest {
    private static PointChart.Line line(String name, double... y) {
        return new PointChart.Line(
                name,
                PointChart.Kind.MEASURED,
                IntStream.range(0, y.length)
                        .mapToObj(i -> new PointChart.Point(i + 1, y[i], ""))
                        .toList());
    }

    private static PointChart chart(boolean whole, boolean sideBySide, PointChart.Line... lines) {
        return new PointChart("Counts", "dimension", "in use", List.of(lines), whole, sideBySide);
    }

    @Test
    void counts_have_ticks_at_whole_numbers() {
        assertThat(Svg.of(chart(true, true, line("a", 1, 8.5, 16))).texts()).noneMatch(text -> text.contains("."));
    }

    @Test
    void each_point_has_a_mark_inside_the_frame_and_its_label() {
        PointChart.Line labelled = new PointChart.Line(
                "a",
                PointChart.Kind.MEASURED,
                List.of(new PointChart.Point(10, 5, "0.1"), new PointChart.Point(100, 1, "10")));
        Svg svg = Svg.of(chart(false, false, labelled));
        assertThat(svg.texts()).contains("0.1", "10");
        Element area = svg.all("svg").get(1);
        double left = Svg.number(area, "x");
        assertThat(svg.all("circle"))
                .hasSize(2)
                .allSatisfy(mark ->
                        assertThat(Svg.number(mark, "cx")).isBetween(left + 8, left + Svg.number(area, "width") - 8));
    }

    @Test
    void the_bar_reaches_from_the_least_to_the_greatest() {
        PointChart.Line spread = new PointChart.Line(
                "a",
                PointChart.Kind.MEASURED,
                List.of(new PointChart.Point(1, 2, 3, 5, ""), new PointChart.Point(2, 0, "")));
        Svg svg = Svg.of(chart(false, false, spread));
        double[] points = Svg.points(svg.all("polyline").get(0));
        double unit = (points[3] - points[1]) / 3;
        assertThat(svg.all("line"))
                .anySatisfy(bar -> assertThat(Math.abs(Svg.number(bar, "y1") - Svg.number(bar, "y2")))
                        .isCloseTo(3 * unit, within(0.05)));
    }

    @Test
    void lines_that_coincide_are_drawn_from_broad_to_narrow_and_their_marks_stand_side_by_side() {
        Svg svg = Svg.of(chart(true, true, line("a", 16, 16, 16), line("b", 16, 16, 16), line("c", 1, 2, 3)));
        List<Element> lines = svg.all("polyline");
        assertThat(Svg.number(lines.get(0), "stroke-width")).isGreaterThan(Svg.number(lines.get(1), "stroke-width"));
        assertThat(Svg.number(lines.get(1), "stroke-width")).isEqualTo(Svg.number(lines.get(2), "stroke-width"));
        assertThat(Svg.points(lines.get(1))[0] - Svg.points(lines.get(0))[0]).isPositive();
    }

    @Test
    void a_point_needs_ordered_finite_values() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PointChart.Point(1, 3, 2, 4, ""))
                .withMessageContaining("least <= y <= greatest");
        assertThatIllegalArgumentException().isThrownBy(() -> new PointChart.Point(1, Double.NaN, ""));
    }

    @Test
    void labels_of_points_close_to_each_other_do_not_overlap() {
        LabelPlaces places = new LabelPlaces();
        places.avoid(new double[] {0, 100}, new double[] {0, 0}, true);
        places.avoid(new double[] {0, 100}, new double[] {3, 3}, true);
        LabelPlaces.Box one = places.place("0.18", 0, 0);
        LabelPlaces.Box other = places.place("0.32", 0, 3);
        assertThat(one.overlaps(other)).isFalse();
        assertThat(one.contains(new double[] {50, 0})).isFalse();
        assertThat(other.contains(new double[] {0, 0})).isFalse();
    }

    @Test
    void no_lines_still_make_a_picture() {
        assertThat(Svg.of(chart(false, false)).texts()).contains("No values to show.");
    }

    @Test
    void decades_are_equally_far_apart_on_a_logarithmic_axis() {
        PointChart.Line line = new PointChart.Line(
                "a",
                PointChart.Kind.MEASURED,
                List.of(
                        new PointChart.Point(0.01, 1, ""),
                        new PointChart.Point(0.1, 2, ""),
                        new PointChart.Point(1, 3, "")));
        PointChart chart = chart(false, false, line).withLogarithmicX();
        double[] x = Svg.of(chart).all("circle").stream()
                .mapToDouble(mark -> Svg.number(mark, "cx"))
                .toArray();
        assertThat(x[2] - x[1]).isCloseTo(x[1] - x[0], within(0.05)).isPositive();
        PointChart.Line zero =
                new PointChart.Line("a", PointChart.Kind.MEASURED, List.of(new PointChart.Point(0, 1, "")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart(false, false, zero).withLogarithmicX())
                .withMessage("a logarithmic axis requires x > 0");
    }
}
