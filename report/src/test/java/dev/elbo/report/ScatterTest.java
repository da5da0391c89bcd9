package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.report.canvas.Ink;
import dev.elbo.report.canvas.Palette;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ScatterTest {
    @Test
    void ten_thousand_points_of_ten_groups_stay_small_and_all_are_there() {
        Scatter scatter = cloud(10_000);
        assertThat(scatter.svg().length()).isLessThan(300_000);
        assertThat(dots(scatter)).isEqualTo(10_000);
    }

    @Test
    void more_points_are_thinned_evenly_and_a_note_says_so() {
        Scatter scatter = cloud(25_000);
        assertThat(dots(scatter)).isEqualTo(10_000);
        assertThat(Svg.of(scatter).texts()).contains("10,000 of 25,000 points shown.");
    }

    @Test
    void the_legend_is_right_of_the_points() {
        Svg svg = Svg.of(cloud(500));
        double legend = Svg.number(svg.text("class 3"), "x");
        Element view = svg.all("svg").get(1);
        assertThat(legend).isGreaterThan(Svg.number(view, "x") + Svg.number(view, "width"));
    }

    @Test
    void equal_axes_have_the_same_scale() {
        double[] x = {0, 10, 0};
        double[] y = {0, 0, 1};
        Scatter scatter = new Scatter("", "", "", x, y, new int[] {0, 1, 2}, List.of(), true);
        double[][] at =
                Svg.of(scatter).all("path").stream().map(ScatterTest::first).toArray(double[][]::new);
        assertThat(at[1][0] - at[0][0]).isCloseTo(10 * (at[0][1] - at[2][1]), within(1.1));
    }

    @Test
    void a_point_has_the_colour_of_its_group_in_the_png() {
        Scatter scatter =
                new Scatter("", "", "", new double[] {0, 1}, new double[] {0, 1}, new int[] {2, -1}, List.of(), true);
        List<Element> paths = Svg.of(scatter).all("path");
        assertThat(paths)
                .extracting(path -> path.getAttribute("stroke"))
                .containsExactlyInAnyOrder(
                        Ink.of(Palette.group(2)).hex(), Ink.of(Palette.MISSING).hex());
        BufferedImage image = scatter.image();
        for (Element path : paths) {
            double[] at = first(path);
            int rgb = image.getRGB((int) (2 * at[0]), (int) (2 * at[1])) & 0xFFFFFF;
            int ink = Integer.parseInt(path.getAttribute("stroke").substring(1), 16);
            int expected = Palette.mix(Palette.PAPER, ink, Svg.number(path, "stroke-opacity"));
            assertThat(Math.abs((rgb >> 8 & 0xFF) - (expected >> 8 & 0xFF))).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void non_finite_points_are_omitted_and_counted() {
        double[] x = {1, Double.NaN, 2};
        Scatter scatter = new Scatter("", "", "", x, new double[3], new int[0], List.of(), false);
        assertThat(dots(scatter)).isEqualTo(2);
        assertThat(Svg.of(scatter).texts()).contains("Not finite and omitted: 1 point.");
    }

    @Test
    void no_points_and_one_point_still_make_a_picture() {
        assertThat(dots(new Scatter("", "", "", new double[0], new double[0], new int[0], List.of(), true)))
                .isZero();
        assertThat(dots(new Scatter("", "", "", new double[1], new double[1], new int[0], List.of(), true)))
                .isEqualTo(1);
    }

    @Test
    void arrays_of_different_lengths_are_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scatter("", "", "", new double[3], new double[3], new int[2], List.of(), true))
                .withMessage("a scatter plot requires x, y and groups of equal length, got 3, 3, 2");
    }

    @Test
    void twenty_groups_have_twenty_colours() {
        assertThat(IntStream.range(0, 20).map(Palette::group).distinct()).hasSize(20);
    }

    private static Scatter cloud(int points) {
        Random random = new Random(1);
        double[] x = random.doubles(points).toArray();
        double[] y = random.doubles(points).toArray();
        int[] groups = random.ints(points, 0, 10).toArray();
        List<String> names = IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();
        return new Scatter("Codes", "first", "second", x, y, groups, names, true);
    }

    private static int dots(Figure figure) {
        return Svg.of(figure).all("path").stream()
                .mapToInt(path -> path.getAttribute("d").split("M").length - 1)
                .sum();
    }

    private static double[] first(Element path) {
        String d = path.getAttribute("d");
        return Arrays.stream(d.substring(1, d.indexOf('h')).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
