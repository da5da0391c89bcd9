package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class DotChartTest {
    @Test
    void categories_are_named_and_stand_below_each_other_in_their_order() {
        Svg svg = Svg.of(new DotChart(
                "Key number",
                "nats",
                List.of(
                        new DotChart.Dot("prior standard", 9, 10, 11),
                        new DotChart.Dot("prior vamp:500", 20, 20, 20),
                        new DotChart.Dot("prior mixture:10", 28, 30, 32))));
        assertThat(svg.texts()).containsSubsequence("prior mixture:10", "prior vamp:500", "prior standard");
        List<Element> dots = svg.all("circle");
        assertThat(dots).hasSize(3);
        double[] x = dots.stream().mapToDouble(dot -> Svg.number(dot, "cx")).toArray();
        double[] y = dots.stream().mapToDouble(dot -> Svg.number(dot, "cy")).toArray();
        assertThat(y).isSorted();
        assertThat(x[2] - x[1]).as("a linear axis").isCloseTo(x[1] - x[0], within(0.05));
        assertThat(svg.all("line"))
                .as("the bar of the first")
                .anySatisfy(bar -> assertThat(Svg.number(bar, "x2") - Svg.number(bar, "x1"))
                        .isCloseTo(0.2 * (x[1] - x[0]), within(0.05)));
    }

    @Test
    void long_names_are_cut_and_impossible_dots_refused() {
        Svg svg = Svg.of(new DotChart("", "nats", List.of(new DotChart.Dot("x".repeat(100), 1, 2, 3))));
        assertThat(svg.texts()).contains("x".repeat(55) + "…");
        assertThatIllegalArgumentException().isThrownBy(() -> new DotChart.Dot("a", 2, 1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new DotChart.Dot("a", 1, Double.NaN, 3));
    }
}
