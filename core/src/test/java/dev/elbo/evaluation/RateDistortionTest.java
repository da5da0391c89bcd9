package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rate and distortion of a model known in closed form, and hulls drawn by hand. */
@ExtendWith(InScope.class)
class RateDistortionTest {

    @Test
    void distortion_and_rate_sum_to_the_negative_bound_and_the_error_is_that_of_posterior_samples() {
        try (Vae model = LinearGaussian.model(0, 0)) {
            RateDistortion sum = new RateDistortion(0, 0, 0);
            int repeats = 3000;
            for (int seed = 0; seed < repeats; seed++) {
                RateDistortion one = RateDistortion.measure(model, LinearGaussian.batches(3), Rng.ofSeed(seed));
                sum = new RateDistortion(
                        sum.rate() + one.rate() / repeats,
                        sum.distortion() + one.distortion() / repeats,
                        sum.squaredError() + one.squaredError() / repeats);
            }
            double marginal = 0;
            for (int row = 0; row < LinearGaussian.rows(); row++) {
                marginal += LinearGaussian.logMarginal(row) / LinearGaussian.rows();
            }
            assertThat(sum.rate() + sum.distortion()).isCloseTo(-marginal, within(0.03)); // the true posterior: no gap
            double variance = LinearGaussian.STD_DEV * LinearGaussian.STD_DEV;
            double constant = LinearGaussian.DATA * 0.5 * Math.log(2 * Math.PI * variance);
            assertThat(sum.distortion()).isCloseTo(sum.squaredError() / (2 * variance) + constant, within(0.05));
        }
    }

    @Test
    void the_hull_keeps_the_lower_vertices_and_drops_the_rest() {
        List<LowerHull.Point> hull = LowerHull.of(List.of(
                new LowerHull.Point(3, 1),
                new LowerHull.Point(0, 10),
                new LowerHull.Point(1, 4),
                new LowerHull.Point(2, 3.5), // above the line from (1, 4) to (3, 1)
                new LowerHull.Point(6, 0),
                new LowerHull.Point(6, 5),
                new LowerHull.Point(0, 12),
                new LowerHull.Point(4.5, 0.5))); // on the line from (3, 1) to (6, 0)
        assertThat(hull)
                .containsExactly(
                        new LowerHull.Point(0, 10),
                        new LowerHull.Point(1, 4),
                        new LowerHull.Point(3, 1),
                        new LowerHull.Point(6, 0));
    }
}
