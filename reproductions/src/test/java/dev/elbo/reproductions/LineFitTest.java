package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineFitTest {

    /** Anscombe 1973, the first of his four sets: 3.00 + 0.50 x, standard error 0.118. */
    @Test
    void a_published_regression_is_reproduced() {
        double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
        double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
        LineFit fit = LineFit.of(x, y);
        assertThat(fit.slope()).isCloseTo(0.5001, within(5e-5));
        assertThat(fit.intercept()).isCloseTo(3.0001, within(5e-5));
        assertThat(fit.standardError()).isCloseTo(0.1179, within(5e-5));
    }

    @Test
    void the_standard_error_is_the_spread_of_the_slope_over_samples() {
        SplittableRandom random = new SplittableRandom(1);
        int repeats = 2000;
        double variance = 0;
        double stated = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            double[] x = {0, 1, 2, 3, 4, 5};
            double[] y = new double[6];
            for (int i = 0; i < 6; i++) {
                y[i] = 2 * x[i] + random.nextGaussian();
            }
            LineFit fit = LineFit.of(x, y);
            variance += (fit.slope() - 2) * (fit.slope() - 2) / repeats;
            stated += fit.standardError() * fit.standardError() / repeats;
        }
        assertThat(stated).isCloseTo(variance, within(0.15 * variance)); // four of its own standard errors
    }

    @Test
    void one_point_gives_no_line() {
        assertThatIllegalArgumentException().isThrownBy(() -> LineFit.of(new double[1], new double[1]));
    }
}
