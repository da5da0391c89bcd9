package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.evaluation.RateDistortion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The figure of results as in docs/results/rate-distortion.md. */
class RateDistortionFigureTest {
    private static final double[] RATES = {105.91, 92.17, 79.21, 66.27, 52.70, 40.33, 29.62, 20.63, 13.56};
    private static final double[] ERRORS = {6.76, 6.84, 7.02, 7.41, 8.13, 9.31, 11.14, 13.82, 17.55};
    private static final double[] TOGETHER = {80.52, 69.17, 59.56, 51.00, 42.65, 34.64, 27.31, 20.81, 14.92};
    private static final double[] THEIR_ERRORS = {7.09, 7.20, 7.41, 7.74, 8.27, 9.15, 10.56, 12.77, 16.33};

    private static Map<String, RateDistortion> curve(double[] rates, double[] errors) {
        Map<String, RateDistortion> points = new LinkedHashMap<>();
        for (int i = 0; i < rates.length; i++) {
            points.put(RateDistortionCurves.BETAS.get(i), new RateDistortion(rates[i], 0, errors[i]));
        }
        return points;
    }

    @Test
    void every_point_has_a_mark_and_its_beta_and_the_line_of_equal_elbo_is_explained() {
        var blocks = RateDistortionFigure.of(curve(RATES, ERRORS), curve(TOGETHER, THEIR_ERRORS), Map.of());
        String svg = blocks.get(0).figure().svg();
        for (String beta : RateDistortionCurves.BETAS) {
            assertThat(svg.split(">" + beta + "<", -1)).as(beta).hasSizeGreaterThanOrEqualTo(3);
        }
        assertThat(svg)
                .contains("rate + error / 2σ² as at the best ELBO, σ = 0.2", "lower hull of σ = 0.2")
                .contains("single network for all β");
        assertThat(RateDistortionFigure.of(Map.of(), Map.of(), Map.of())).isEmpty();
    }
}
