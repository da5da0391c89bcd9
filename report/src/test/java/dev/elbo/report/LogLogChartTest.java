package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.report.LogLogChart.Line;
import dev.elbo.report.LogLogChart.Point;
import dev.elbo.report.canvas.Ink;
import dev.elbo.report.canvas.Palette;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class LogLogChartTest {
    private static Point exact(double x, double y) {
        return new Point(x, y, y, y);
    }

    private static Svg svg(Line... lines) {
        return Svg.of(new LogLogChart("Cost", "rows", "ms", List.of(lines)));
    }

    @Test
    void a_power_law_is_a_straight_line() {
        Svg svg = svg(new Line("squares", 0, false, List.of(exact(10, 100), exact(20, 400), exact(200, 40_000))));
        double[] at = Svg.points(svg.all("polyline").get(0));
        assertThat((at[5] - at[1]) / (at[4] - at[0]))
                .isCloseTo((at[3] - at[1]) / (at[2] - at[0]), within(1e-3)); // coordinates have two decimals
    }

    @Test
    void a_bar_reaches_from_the_least_to_the_greatest() {
        Svg svg = svg(new Line("", 0, false, List.of(new Point(10, 1, 10, 100), exact(100, 10))));
        double[] at = Svg.points(svg.all("polyline").get(0));
        List<Element> bars = svg.all("line").stream()
                .filter(line -> Math.abs(Svg.number(line, "x1") - at[0]) < 0.02
                        && Math.abs(Svg.number(line, "x2") - at[0]) < 0.02)
                .filter(line -> line.getAttribute("stroke")
                        .equals(Ink.of(Palette.group(0)).hex()))
                .toList();
        assertThat(bars).hasSize(1);
        double least = Svg.number(bars.get(0), "y1");
        double greatest = Svg.number(bars.get(0), "y2");
        assertThat((least + greatest) / 2).isCloseTo(at[1], within(0.02));
        assertThat(least).isGreaterThan(greatest + 50);
    }

    @Test
    void a_bound_is_dashed_in_the_colour_of_what_it_bounds_and_has_no_marks() {
        List<Point> points = List.of(exact(1, 1), exact(2, 2));
        Svg svg = svg(new Line("measured", 3, false, points), new Line("bound", 3, true, points));
        List<Element> lines = svg.all("polyline");
        assertThat(lines)
                .hasSize(2)
                .extracting(line -> line.getAttribute("stroke"))
                .containsOnly(Ink.of(Palette.group(3)).hex());
        assertThat(lines)
                .extracting(line -> line.getAttribute("stroke-dasharray").isEmpty())
                .containsExactly(false, true); // the bound lies under the line
        assertThat(svg.all("circle")).hasSize(2);
        assertThat(svg.texts()).contains("measured", "bound");
    }

    @Test
    void sizes_from_one_to_two_have_ticks_at_whole_numbers() {
        Svg svg = svg(new Line("", 0, false, List.of(exact(1, 10), exact(2, 1000))));
        assertThat(svg.texts()).contains("1", "2").doesNotContain("1.2", "1.5");
    }

    @Test
    void a_point_without_a_logarithm_is_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exact(10, 0))
                .withMessage("a point on logarithmic axes requires x > 0 and 0 < least <= y <= greatest,"
                        + " got x = 10.0 and 0.0, 0.0, 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Point(1, 2, 1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> exact(Double.NaN, 1));
    }
}
