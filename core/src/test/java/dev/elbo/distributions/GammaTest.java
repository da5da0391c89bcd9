package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.tensor.Rng;
import dev.elbo.testing.KolmogorovSmirnov;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaTest {
    private static final int DRAWS = 2_000_000;

    /** Kolmogorov-Smirnov at level 1e-4; so many draws tell a sampler without its rejection step from one with it. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 1.5, 6})
    void draws_follow_the_gamma_distribution(double shape) {
        Gamma gamma = new Gamma(shape);
        RandomGenerator random = Rng.ofSeed(12).java();
        double[] draws = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            draws[i] = gamma.draw(random);
        }
        assertThat(KolmogorovSmirnov.statistic(draws, x -> RegularizedGamma.P.value(shape, x)))
                .isLessThan(2.225);
    }
}
