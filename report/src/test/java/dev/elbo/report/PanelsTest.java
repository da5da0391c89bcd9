package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.report.canvas.TextStyle;
import dev.elbo.report.canvas.TextWidth;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Charts side by side have data areas of equal size at equal height. */
class PanelsTest {
    private static final double[] SMALL = {0.1, 0.2, 0.3};
    private static final double[] LARGE = {10_000, -20_000, 15_000};

    private static Scatter cloud(String title, double[] x, double[] y) {
        return new Scatter(title, "x", "y", x, y, new int[0], List.of(), true);
    }

    /** The clipped views of the data, nested in the document. */
    private static List<Element> areas(Figure figure) {
        return Svg.of(figure).all("svg").stream().skip(1).toList();
    }

    @Test
    void labels_titles_and_shapes_of_different_size_leave_areas_of_equal_size() {
        Figure histogram = new Histogram("", "", LARGE, 3, OptionalDouble.of(0), "mean");
        LineChart lines = new LineChart(
                "a title that is much too long for one line of a panel of this width, so that it wraps",
                "x",
                "y",
                List.of(new Series("a", SMALL, SMALL), new Series("b", SMALL, LARGE)),
                false,
                OptionalDouble.empty(),
                null);
        List<Element> areas = areas(
                new Panels("", List.of(cloud("flat", LARGE, SMALL), cloud("", SMALL, SMALL), histogram, lines), 4));
        assertThat(areas).hasSize(4).allSatisfy(area -> {
            for (String attribute : List.of("x", "y", "width", "height")) {
                assertThat(Svg.number(area, attribute))
                        .as(attribute)
                        .isCloseTo(Svg.number(areas.get(0), attribute), within(0.02));
            }
        });
    }

    @Test
    void equal_axes_stay_equal_in_a_higher_area() {
        double[] x = {0, 10, 0};
        double[] y = {0, 0, 1};
        Scatter flat = new Scatter("", "", "", x, y, new int[] {0, 1, 2}, List.of(), true);
        Scatter square = cloud("", new double[] {0, 1}, new double[] {0, 1});
        double[][] at = Svg.of(new Panels("", List.of(flat, square), 2)).all("path").stream()
                .limit(3)
                .map(path -> path.getAttribute("d").replaceAll("M|h.*", "").split(" "))
                .map(pair -> new double[] {Double.parseDouble(pair[0]), Double.parseDouble(pair[1])})
                .toArray(double[][]::new);
        assertThat(at[1][0] - at[0][0]).isCloseTo(10 * (at[0][1] - at[2][1]), within(1.1));
    }

    @Test
    void clouds_with_common_limits_show_which_one_is_smaller() {
        double[] wide = {0, 1};
        double[] narrow = {0.4, 0.6};
        List<Scatter> alike = Scatter.withCommonLimits(List.of(cloud("", wide, wide), cloud("", narrow, narrow)));
        Svg svg = Svg.of(new Panels("", List.copyOf(alike), 2));
        double[] at = svg.all("path").stream() // a point each
                .mapToDouble(path -> x(path.getAttribute("d").substring(1)))
                .toArray();
        assertThat(at[3] - at[2]).isCloseTo(0.2 * (at[1] - at[0]), within(0.2));
    }

    private static double x(String point) {
        return Double.parseDouble(point.substring(0, point.indexOf(' ')));
    }

    @Test
    void a_flat_cloud_with_equal_axes_has_two_ticks_on_both() {
        double[] x = {-6.2, 6.2};
        double[] y = {-3.1, 3.1};
        Scatter flat = cloud("", x, y);
        Panels panels = new Panels("", List.of(flat, flat, flat), 3);
        List<Element> onY = Svg.of(panels).all("text").stream()
                .filter(text -> text.getAttribute("text-anchor").equals("end"))
                .toList();
        double label = 20 + 12; // middle of the axis label and its height
        assertThat(onY)
                .hasSizeGreaterThanOrEqualTo(3 * 2)
                .allSatisfy(
                        tick -> assertThat(Svg.number(tick, "x") - TextWidth.of(tick.getTextContent(), TextStyle.TICK))
                                .isGreaterThan(label - 6));
    }

    @Test
    void outlines_are_drawn_below_the_points_and_within_the_limits() {
        Scatter bordered = cloud("", SMALL, SMALL).outlined(new double[] {0, 1, 1, 0, 0}, new double[] {0, 0, 1, 1, 0});
        Svg svg = Svg.of(bordered);
        double[] border = Svg.points(svg.all("polyline").get(0));
        Element area = areas(bordered).get(0);
        assertThat(border[2]).isLessThan(Svg.number(area, "x") + Svg.number(area, "width"));
        String text = bordered.svg();
        assertThat(text.indexOf("<polyline")).isLessThan(text.indexOf("<path"));
    }

    @Test
    void groups_with_larger_points_are_drawn_first() {
        Scatter sized =
                new Scatter("", "", "", SMALL, SMALL, new int[] {0, 1, 1}, List.of(), true).sized(List.of(1.0, 2.0));
        List<Double> widths = Svg.of(sized).all("path").stream()
                .map(path -> Svg.number(path, "stroke-width"))
                .toList();
        assertThat(widths.get(0)).isCloseTo(2 * widths.get(widths.size() - 1), within(0.02));
    }
}
