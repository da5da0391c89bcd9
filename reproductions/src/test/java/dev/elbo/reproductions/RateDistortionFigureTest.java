package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.evaluation.RateDistortion;
import dev.elbo.reproductions.RateDistortionSet.Sigma;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The figure of results as in docs/results/rate-distortion.md. */
class RateDistortionFigureTest {
    private static final double[] RATES = {105.91, 92.17, 79.21, 66.27, 52.70, 40.33, 29.62, 20.63, 13.56};
    private static final double[] ERRORS = {6.76, 6.84, 7.02, 7.41, 8.13, 9.31, 11.14, 13.82, 17.55};
    private static final double[] TOGETHER = {80.52, 69.17, 59.56, 51.00, 42.65, 34.64, 27.31, 20.81, 14.92};
    private static final double[] THEIR_ERRORS = {7.09, 7.20, 7.41, 7.74, 8.27, 9.15, 10.56, 12.77, 16.33};

    private static Map<String, Map<Long, RateDistortion>> curve(double[] rates, double[] errors) {
        Map<String, Map<Long, RateDistortion>> points = new LinkedHashMap<>();
        for (int i = 0; i < rates.length; i++) {
            points.put(RateDistortionSet.BETAS.get(i), Map.of(0L, new RateDistortion(rates[i], 0, errors[i])));
        }
        return points;
    }

    private static RateDistortionResults results(
            Map<String, Map<Long, RateDistortion>> separate, Map<String, Map<Long, RateDistortion>> together) {
        return new RateDistortionResults(
                RateDistortionSet.MNIST,
                Map.of(Sigma.FIXED, separate, Sigma.LEARNED, Map.of()),
                Map.of(Sigma.FIXED, together, Sigma.LEARNED, Map.of()),
                Map.of(Sigma.FIXED, Map.of(), Sigma.LEARNED, Map.of()),
                separate.isEmpty() ? Map.of() : Map.of("beta1", List.of(1.0)),
                false);
    }

    @Test
    void every_point_has_a_mark_and_its_beta_and_the_line_of_equal_elbo_is_explained() {
        var block = RateDistortionFigure.of(results(curve(RATES, ERRORS), curve(TOGETHER, THEIR_ERRORS)));
        String svg = block.orElseThrow().figure().svg();
        for (String beta : RateDistortionSet.BETAS) {
            assertThat(svg.split(">" + beta + "<", -1)).as(beta).hasSizeGreaterThanOrEqualTo(3);
        }
        assertThat(svg)
                .contains("rate + error / 2σ² as at the best ELBO, σ = 0.2", "lower hull of σ = 0.2")
                .contains("single network for all β");
        assertThat(RateDistortionFigure.of(results(Map.of(), Map.of()))).isEmpty();
    }

    @Test
    void errors_at_a_rate_lie_on_straight_lines_between_the_points_of_one_seed() {
        Map<String, Map<Long, RateDistortion>> curve = curve(new double[] {30, 20, 10}, new double[] {1, 2, 5});
        assertThat(RateDistortionResults.errorAt(15, curve, 0)).hasValue(3.5);
        assertThat(RateDistortionResults.errorAt(20, curve, 0)).hasValue(2.0);
        assertThat(RateDistortionResults.errorAt(27.5, curve, 0)).hasValue(1.25);
        assertThat(RateDistortionResults.errorAt(9, curve, 0)).isEmpty();
        assertThat(RateDistortionResults.errorAt(15, curve, 1)).isEmpty();
    }

    @Test
    void the_table_compares_paired_seeds_at_equal_rates() {
        RateDistortionTables tables =
                new RateDistortionTables(results(curve(RATES, ERRORS), curve(TOGETHER, THEIR_ERRORS)));
        List<String> at40 = tables.all().get(2).rows().get(2);
        // between (40.33, 9.31) and (29.62, 11.14); between (42.65, 8.27) and (34.64, 9.15)
        assertThat(at40.subList(0, 4)).containsExactly("40", "9.37 (1 run)", "8.56 (1 run)", "-0.81 (1 pair)");
    }
}
