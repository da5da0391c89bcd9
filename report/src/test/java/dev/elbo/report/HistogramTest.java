package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.report.canvas.Ink;
import dev.elbo.report.canvas.Palette;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class HistogramTest {
    @Test
    void every_finite_value_is_in_one_bin() {
        double[] values = new Random(1).doubles(1000, -5, 5).toArray();
        values[0] = Double.NaN;
        values[1] = Double.NEGATIVE_INFINITY;
        Histogram histogram = histogram(17, values);
        assertThat(Arrays.stream(histogram.counts()).sum()).isEqualTo(998);
        assertThat(Svg.of(histogram).texts()).contains("Not finite and omitted: 2 values.");
    }

    @Test
    void bars_are_as_high_as_their_counts() {
        List<Element> bars = bars(histogram(3, 0, 0, 0, 0, 1.5, 2.9, 3));
        assertThat(bars).hasSize(3);
        double unit = Svg.number(bars.get(1), "height");
        assertThat(Svg.number(bars.get(0), "height")).isCloseTo(4 * unit, within(0.05));
        assertThat(Svg.number(bars.get(2), "height")).isCloseTo(2 * unit, within(0.05));
        double bottom = Svg.number(bars.get(0), "y") + Svg.number(bars.get(0), "height");
        assertThat(Svg.number(bars.get(2), "y") + Svg.number(bars.get(2), "height"))
                .isCloseTo(bottom, within(0.05));
    }

    @Test
    void a_constant_and_nothing_at_all_still_make_a_picture() {
        assertThat(Arrays.stream(histogram(5, 2, 2, 2).counts()).sum()).isEqualTo(3);
        assertThat(bars(histogram(5, 2, 2, 2))).hasSize(1);
        assertThat(bars(histogram(5))).isEmpty();
        assertThat(histogram(5, Double.NaN).svg()).doesNotContain("NaN");
    }

    @Test
    void a_marker_outside_the_values_is_in_view() {
        Figure histogram = new Histogram("", "", new double[] {0, 1}, 2, OptionalDouble.of(5), "mean");
        Svg svg = Svg.of(histogram);
        assertThat(Svg.number(svg.text("mean"), "x")).isBetween(0.0, histogram.preferredWidth());
    }

    @Test
    void no_bins_are_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> histogram(0, 1, 2))
                .withMessage("a histogram requires at least one bin, got 0");
    }

    private static Histogram histogram(int bins, double... values) {
        return new Histogram("Histogram", "nats", values, bins, OptionalDouble.empty(), null);
    }

    private static List<Element> bars(Figure figure) {
        return Svg.of(figure).all("rect").stream()
                .filter(rect -> rect.getAttribute("fill")
                        .equals(Ink.of(Palette.group(0)).hex()))
                .toList();
    }
}
