package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.report.axis.Range;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class LineChartTest {
    @Test
    void points_lie_where_their_values_say() {
        double[] points = Svg.points(
                Svg.of(chart(series("loss", 0, 1, 2, 4))).all("polyline").get(0));
        double unit = points[2] - points[0];
        assertThat(points[4] - points[0]).isCloseTo(2 * unit, within(0.02));
        assertThat(points[1] - points[3]).isCloseTo(points[3] - points[5], within(0.02));
        assertThat(points[5] - points[7]).isCloseTo(2 * (points[3] - points[5]), within(0.03));
        assertThat(points[7]).isLessThan(points[1]);
    }

    @Test
    void a_tick_is_at_the_height_of_its_value() {
        Svg svg = Svg.of(chart(series("loss", 10, 20, 30)));
        double labelAt20 = Svg.number(svg.text("20"), "y");
        assertThat(Svg.points(svg.all("polyline").get(0))[3]).isCloseTo(labelAt20 - 3.8, within(0.02));
    }

    @Test
    void on_a_log_axis_equal_ratios_are_equally_far_apart() {
        Figure chart = new LineChart("", "", "", List.of(series("a", 1, 10, 100)), true, OptionalDouble.empty(), null);
        double[] points = Svg.points(Svg.of(chart).all("polyline").get(0));
        assertThat(points[1] - points[3])
                .isCloseTo(points[3] - points[5], within(0.02))
                .isPositive();
    }

    @Test
    void values_that_are_not_positive_are_gaps_on_a_log_axis_and_counted() {
        Figure chart = new LineChart(
                "", "", "", List.of(series("a", 1, 10, 0, -4, 10, 100)), true, OptionalDouble.empty(), null);
        Svg svg = Svg.of(chart);
        assertThat(svg.all("polyline")).hasSize(2);
        assertThat(svg.texts()).contains("Not on a log axis: 2 values at or below 0.");
    }

    @Test
    void a_gap_splits_the_curve_and_a_lone_point_is_a_dot() {
        Svg svg = Svg.of(chart(series("a", 1, 2, Double.NaN, 3, Double.NaN, 4, Double.POSITIVE_INFINITY, 5, 6)));
        assertThat(svg.all("polyline")).hasSize(2);
        assertThat(svg.all("circle")).hasSize(2);
        assertThat(svg.texts()).contains("Infinite: 1 value.");
    }

    @Test
    void nothing_one_point_a_constant_and_only_gaps_still_make_a_picture() {
        assertThat(Svg.of(chart()).all("polyline")).isEmpty();
        assertThat(Svg.of(chart(series("a"))).all("polyline")).isEmpty();
        assertThat(Svg.of(chart(series("a", 7))).all("circle")).hasSize(1);
        assertThat(Svg.of(chart(series("a", Double.NaN, Double.NaN))).all("circle"))
                .isEmpty();
        double[] constant =
                Svg.points(Svg.of(chart(series("a", 5, 5, 5))).all("polyline").get(0));
        assertThat(constant[1]).isEqualTo(constant[3]).isEqualTo(constant[5]);
        assertThat(chart().svg() + chart(series("a", 7)).svg())
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void train_and_validation_of_one_name_share_a_hue_and_differ_in_dashes() {
        List<Element> lines = Svg.of(chart(
                        series("vamp train", 1, 2), series("vamp validation", 2, 3),
                        series("standard train", 3, 4), series("standard test", 4, 5)))
                .all("polyline");
        assertThat(lines).extracting(line -> line.getAttribute("stroke")).satisfies(hues -> {
            assertThat(hues.get(0)).isEqualTo(hues.get(1)).isNotEqualTo(hues.get(2));
            assertThat(hues.get(2)).isEqualTo(hues.get(3));
        });
        assertThat(lines)
                .extracting(line -> line.getAttribute("stroke-dasharray"))
                .satisfies(dashes -> {
                    assertThat(dashes.get(0)).isEmpty();
                    assertThat(dashes.get(2)).isEmpty();
                    assertThat(dashes.get(1)).isNotEmpty().isNotEqualTo(dashes.get(3));
                });
    }

    @Test
    void train_and_validation_alone_differ_in_hue_and_dashes() {
        Svg svg = Svg.of(chart(series("train", 1, 2), series("validation", 2, 3)));
        List<Element> lines = svg.all("polyline");
        assertThat(lines.get(0).getAttribute("stroke"))
                .isNotEqualTo(lines.get(1).getAttribute("stroke"));
        assertThat(lines.get(1).getAttribute("stroke-dasharray")).isNotEmpty();
        assertThat(svg.texts()).contains("train", "validation");
    }

    @Test
    void charts_with_common_limits_have_the_same_ticks_and_one_from_zero_begins_there() {
        LineChart high = (LineChart) chart(series("a", 80, 140));
        LineChart low = (LineChart) chart(series("a", 14, 23));
        List<Figure> alike = LineChart.withCommonLimits(List.of(high, low));
        assertThat(Svg.of(alike.get(0)).texts()).isEqualTo(Svg.of(alike.get(1)).texts());
        assertThat(Svg.of(low).all("text"))
                .noneMatch(text -> text.getTextContent().equals("0")
                        && text.getAttribute("text-anchor").equals("end"));
        double[] points = Svg.points(Svg.of(low.fromZero()).all("polyline").get(0));
        double zero = Svg.number(
                Svg.of(low.fromZero()).all("text").stream()
                        .filter(text -> text.getTextContent().equals("0")
                                && text.getAttribute("text-anchor").equals("end"))
                        .findFirst()
                        .orElseThrow(),
                "y");
        assertThat((zero - 3.8 - points[1]) / (zero - 3.8 - points[3])).isCloseTo(14 / 23.0, within(1e-3));
    }

    @Test
    void every_marker_is_drawn_and_a_dot_of_a_curve_adds_no_legend() {
        Svg svg = Svg.of(new LineChart(
                "",
                "",
                "",
                List.of(series("a", 3, 1, 3), series("b", 1, 2, 3), new Series("a", new double[] {1}, new double[] {1
                })),
                false,
                List.of(new Marker(0, "one latent"), new Marker(1, "many")),
                Range.EMPTY));
        assertThat(svg.texts()).contains("one latent", "many");
        assertThat(svg.texts().stream().filter("a"::equals)).hasSize(1);
        assertThat(svg.all("circle"))
                .singleElement()
                .satisfies(dot -> assertThat(dot.getAttribute("fill"))
                        .isEqualTo(svg.all("polyline").get(0).getAttribute("stroke")));
    }

    @Test
    void values_out_of_view_are_reported_and_the_rest_fills_the_picture() {
        double[] loss =
                IntStream.range(0, 60).mapToDouble(i -> i == 0 ? 5000 : 100 - i).toArray();
        Svg svg = Svg.of(chart(series("loss", loss)));
        double[] points = Svg.points(svg.all("polyline").get(0));
        assertThat(points[3]).isPositive();
        assertThat(points[119] - points[3]).isGreaterThan(200);
        assertThat(svg.texts()).contains("Outside the view: 1 value (5000).");
    }

    @Test
    void the_marker_is_at_its_x_with_its_label() {
        Figure chart =
                new LineChart("", "epoch", "", List.of(series("a", 1, 2, 3)), false, OptionalDouble.of(1), "best");
        Svg svg = Svg.of(chart);
        double middle = Svg.points(svg.all("polyline").get(0))[2];
        assertThat(svg.all("line"))
                .anyMatch(line -> Math.abs(Svg.number(line, "x1") - middle) < 0.02
                        && Svg.number(line, "x1") == Svg.number(line, "x2")
                        && !line.getAttribute("stroke-dasharray").isEmpty());
        assertThat(Svg.number(svg.text("best"), "x")).isCloseTo(middle + 5, within(0.02));
    }

    @Test
    void a_marker_that_is_not_a_number_is_not_drawn() {
        Figure chart =
                new LineChart("", "", "", List.of(series("a", 1, 2)), false, OptionalDouble.of(Double.NaN), "best");
        assertThat(Svg.of(chart).texts()).doesNotContain("best");
    }

    @Test
    void titles_and_names_are_escaped() {
        String nasty = "<script>alert(\"1\")</script> & 'x'";
        Figure chart = new LineChart(
                nasty, nasty, nasty, List.of(series(nasty, 1), series("b", 2)), false, OptionalDouble.of(0), nasty);
        assertThat(chart.svg()).doesNotContain("<script");
        assertThat(Svg.of(chart).document().getDocumentElement().getAttribute("aria-label"))
                .isEqualTo(nasty);
    }

    @Test
    void a_hundred_thousand_points_are_thinned_but_keep_their_extremes() {
        double[] y = IntStream.range(0, 100_000)
                .mapToDouble(i -> i == 54_321 ? 50 : Math.sin(i * 0.01))
                .toArray();
        Figure chart = new LineChart("", "", "", List.of(series("steps", y)), false, OptionalDouble.empty(), null);
        assertThat(chart.svg().length()).isLessThan(150_000);
        double[] shown = Svg.points(Svg.of(new LineChart(
                        "",
                        "",
                        "",
                        List.of(series(
                                "steps",
                                IntStream.range(0, 100_000)
                                        .mapToDouble(i -> i == 54_321 ? 3 : i % 2)
                                        .toArray())),
                        false,
                        OptionalDouble.empty(),
                        null))
                .all("polyline")
                .get(0));
        double highest = IntStream.range(0, shown.length / 2)
                .mapToDouble(i -> shown[2 * i + 1])
                .min()
                .orElseThrow();
        assertThat(IntStream.range(0, shown.length / 2).filter(i -> shown[2 * i + 1] == highest))
                .hasSize(1);
    }

    @Test
    void equal_input_gives_equal_text() {
        assertThat(chart(series("a", 1, 2, 3)).svg())
                .isEqualTo(chart(series("a", 1, 2, 3)).svg());
    }

    @Test
    void a_series_needs_an_x_for_each_y() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Series("loss", new double[3], new double[2]))
                .withMessage("series 'loss' has 3 x values but 2 y values");
    }

    private static Figure chart(Series... series) {
        return new LineChart("Loss", "epoch", "nats", List.of(series), false, OptionalDouble.empty(), null);
    }

    private static Series series(String name, double... y) {
        return new Series(name, IntStream.range(0, y.length).asDoubleStream().toArray(), y);
    }
}
