package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.report.axis.Range;
import dev.elbo.report.canvas.Palette;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class HeatMapTest {
    @Test
    void the_first_row_is_on_top_and_higher_is_darker() {
        BufferedImage cells = Svg.pixels(Svg.of(map(new double[][] {{0, 1}, {2, 3}}))
                .all("image")
                .get(0));
        double before = 2;
        for (int cell = 0; cell < 4; cell++) {
            double lightness = Palette.lightness(cells.getRGB(cell % 2, cell / 2) & 0xFFFFFF);
            assertThat(lightness).isLessThan(before);
            before = lightness;
        }
    }

    @Test
    void two_signs_get_two_hues_with_zero_between() {
        ColorScale scale = ColorScale.over(new Range(-1, 4));
        assertThat(scale.rgb(0)).isEqualTo(0xF7F7F7);
        assertThat(scale.rgb(4) >> 16 & 0xFF).isGreaterThan(scale.rgb(4) & 0xFF);
        assertThat(scale.rgb(-1) >> 16 & 0xFF).isLessThan(scale.rgb(-1) & 0xFF);
    }

    @Test
    void non_finite_values_are_grey() {
        BufferedImage cells = Svg.pixels(Svg.of(map(new double[][] {{0, Double.NaN}}))
                .all("image")
                .get(0));
        assertThat(cells.getRGB(1, 0) & 0xFFFFFF).isEqualTo(Palette.MISSING);
    }

    @Test
    void small_matrices_show_their_numbers_and_large_ones_do_not() {
        assertThat(Svg.of(map(new double[][] {{17, 23}, {42, 1}})).texts()).contains("17", "23", "42");
        assertThat(Svg.of(map(new double[60][60])).texts()).hasSizeLessThan(120);
    }

    @Test
    void a_cell_has_the_same_colour_in_svg_and_png() {
        HeatMap map = map(new double[][] {{-1, 0}, {0, 1}});
        Element element = Svg.of(map).all("image").get(0);
        int x = (int) (2 * (Svg.number(element, "x") + Svg.number(element, "width") * 0.9));
        int y = (int) (2 * (Svg.number(element, "y") + Svg.number(element, "height") * 0.9));
        assertThat(map.image().getRGB(x, y)).isEqualTo(Svg.pixels(element).getRGB(1, 1));
    }

    @Test
    void empty_and_constant_matrices_still_make_a_picture() {
        assertThat(Svg.of(map(new double[0][0])).all("image")).isEmpty();
        assertThat(Svg.of(map(new double[][] {{5, 5}})).all("image")).hasSize(2);
        assertThat(map(new double[][] {{Double.NaN}}).svg()).doesNotContain("NaN");
    }

    @Test
    void rows_of_different_lengths_are_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map(new double[][] {{1, 2}, {3}}))
                .withMessage("the rows of a heat map must be equally long, got 2 and 1");
    }

    private static HeatMap map(double[][] values) {
        return new HeatMap("Heat", "column", "row", values, List.of(), List.of(), "value");
    }
}
