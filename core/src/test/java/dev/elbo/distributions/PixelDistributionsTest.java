package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Distributions of 256 levels, by enumeration of them all. */
@ExtendWith(InScope.class)
class PixelDistributionsTest {
    private static double[] waves(int count, double height) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> height * Math.sin(2.1 * i + 0.4));
        return values;
    }

    private static Tensor everyLevel() {
        double[] levels = new double[256];
        Arrays.setAll(levels, v -> (v + 0.5) / 256);
        return Tensors.of(levels, 256, 1);
    }

    /** One coordinate; made inside the test, since tensors need its scope. */
    private enum Kind {
        CATEGORICAL,
        BITWISE,
        LOGISTIC_MIXTURE,
        MIXTURE_OUTSIDE_THE_RANGE;

        Distribution distribution() {
            return switch (this) {
                case CATEGORICAL -> new Categorical(Tensors.of(waves(256, 3), 1, 256, 1));
                case BITWISE -> new BitwiseCategorical(Tensors.of(waves(8, 2), 1, 8, 1));
                case LOGISTIC_MIXTURE ->
                    new LogisticMixture(
                            Tensors.of(waves(3, 1), 1, 3, 1),
                            Tensors.of(new double[] {0.1, 0.5, 0.97}, 1, 3, 1),
                            Tensors.of(new double[] {-7, -3, -1.2}, 1, 3, 1));
                case MIXTURE_OUTSIDE_THE_RANGE ->
                    new LogisticMixture(
                            Tensors.of(waves(2, 1), 1, 2, 1),
                            Tensors.of(new double[] {-0.4, 1.8}, 1, 2, 1),
                            Tensors.of(new double[] {-4, 0.5}, 1, 2, 1));
            };
        }
    }

    static List<Kind> kinds() {
        return List.of(Kind.values());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_probabilities_of_all_levels_sum_to_one(Kind kind) {
        double sum = kind.distribution().logProb(everyLevel()).exp().sumAll().item();
        assertThat(sum).isCloseTo(1, within(256 * 4e-15));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void draws_are_levels_as_often_as_their_probability_says(Kind kind) {
        int samples = 40_000;
        double[] probability = kind.distribution().logProb(everyLevel()).exp().toDoubles();
        int[] counts = new int[256];
        for (float draw : kind.distribution().rsample(Rng.ofSeed(5), samples).toFloats()) {
            double level = draw * 256 - 0.5;
            assertThat(level).isBetween(0.0, 255.0).isEqualTo(Math.rint(level));
            counts[(int) level]++;
        }
        double chiSquare = 0;
        int cells = 0;
        double restExpected = 0;
        int restCount = 0;
        for (int v = 0; v < 256; v++) {
            double expected = samples * probability[v];
            if (expected >= 20) {
                chiSquare += (counts[v] - expected) * (counts[v] - expected) / expected;
                cells++;
            } else {
                restExpected += expected;
                restCount += counts[v];
            }
        }
        if (restExpected >= 20) {
            chiSquare += (restCount - restExpected) * (restCount - restExpected) / restExpected;
            cells++;
        }
        // chi-square with cells − 1 degrees of freedom: mean plus five standard deviations
        assertThat(chiSquare).isLessThan(cells + 5 * Math.sqrt(2 * cells));
    }

    @Test
    void a_categorical_is_the_softmax_of_its_logits_at_the_level() {
        double[] logits = waves(512, 2);
        Categorical distribution = new Categorical(Tensors.of(logits, 1, 256, 2));
        double expected = 0;
        int[] level = {17, 255};
        for (int d = 0; d < 2; d++) {
            double sum = 0;
            for (int v = 0; v < 256; v++) {
                sum += Math.exp(logits[2 * v + d]);
            }
            expected += logits[2 * level[d] + d] - Math.log(sum);
        }
        Tensor x = Tensors.of(new double[] {17.5 / 256, 255.5 / 256}, 1, 2);
        assertThat(distribution.logProb(x).item()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void one_row_of_data_meets_many_distributions() {
        double[] logits = waves(3 * 256 * 2, 2);
        Tensor x = Tensors.of(new double[] {17.5 / 256, 255.5 / 256}, 1, 2);
        double[] together =
                new Categorical(Tensors.of(logits, 3, 256, 2)).logProb(x).toDoubles();
        assertThat(together).hasSize(3);
        for (int row = 0; row < 3; row++) {
            double[] own = Arrays.copyOfRange(logits, row * 512, (row + 1) * 512);
            assertThat(together[row])
                    .isEqualTo(new Categorical(Tensors.of(own, 1, 256, 2))
                            .logProb(x)
                            .item());
        }
    }

    @Test
    void bits_are_those_of_the_level_the_lowest_first() {
        double[] logits = waves(8, 2);
        double[] actual = new BitwiseCategorical(Tensors.of(logits, 1, 8, 1))
                .logProb(everyLevel())
                .toDoubles();
        for (int v = 0; v < 256; v++) {
            double expected = 0;
            for (int bit = 0; bit < 8; bit++) {
                double one = 1 / (1 + Math.exp(-logits[bit]));
                expected += Math.log((v >> bit & 1) == 1 ? one : 1 - one);
            }
            assertThat(actual[v]).isCloseTo(expected, within(1e-13));
        }
    }

    @Test
    void a_mixture_of_one_is_the_discretised_logistic_and_of_two_their_weighted_sum() {
        double[] one = mixture(new double[] {0.7}, new double[] {0.3}, new double[] {-2.5});
        double[] first = logistic(0.3, -2.5);
        double[] second = logistic(0.8, -4);
        double[] two =
                mixture(new double[] {Math.log(1), Math.log(3)}, new double[] {0.3, 0.8}, new double[] {-2.5, -4});
        for (int v = 0; v < 256; v++) {
            assertThat(one[v]).isCloseTo(first[v], within(1e-12));
            assertThat(Math.exp(two[v]))
                    .isCloseTo(0.25 * Math.exp(first[v]) + 0.75 * Math.exp(second[v]), within(1e-13));
        }
    }

    private static double[] mixture(double[] weights, double[] locations, double[] logScales) {
        int k = weights.length;
        return new LogisticMixture(
                        Tensors.of(weights, 1, k, 1), Tensors.of(locations, 1, k, 1), Tensors.of(logScales, 1, k, 1))
                .logProb(everyLevel())
                .toDoubles();
    }

    private static double[] logistic(double location, double logScale) {
        return new DiscretizedLogistic(
                        Tensors.of(new double[] {location}, 1, 1), Tensors.of(new double[] {logScale}, 1, 1), true)
                .logProb(everyLevel())
                .toDoubles();
    }

    /** 60 logits ahead of the rest: every row and every pixel has its own level, and no draw has another. */
    @Test
    void each_row_and_pixel_draws_from_its_own_distribution() {
        int[] levels = {3, 250, 77, 128, 0, 255}; // two rows of three pixels
        float[] logits = new float[2 * 256 * 3];
        float[] bits = new float[2 * 8 * 3];
        float[] weights = new float[2 * 4 * 3];
        float[] locations = new float[2 * 4 * 3];
        float[] centres = new float[6];
        for (int i = 0; i < 6; i++) {
            int row = i / 3;
            int pixel = i % 3;
            centres[i] = (levels[i] + 0.5f) / 256;
            logits[(row * 256 + levels[i]) * 3 + pixel] = 60;
            for (int bit = 0; bit < 8; bit++) {
                bits[(row * 8 + bit) * 3 + pixel] = (levels[i] >> bit & 1) == 1 ? 60 : -60;
            }
            weights[(row * 4 + i % 4) * 3 + pixel] = 60; // the components that carry the weight differ as well
            for (int k = 0; k < 4; k++) {
                locations[(row * 4 + k) * 3 + pixel] = k == i % 4 ? centres[i] : 0.5f;
            }
        }
        List<Distribution> all = List.of(
                new Categorical(Tensors.of(logits, 2, 256, 3)),
                new BitwiseCategorical(Tensors.of(bits, 2, 8, 3)),
                new LogisticMixture(
                        Tensors.of(weights, 2, 4, 3), Tensors.of(locations, 2, 4, 3), Tensors.full(-12, 2, 4, 3)));
        for (Distribution distribution : all) {
            Tensor draws = distribution.rsample(Rng.ofSeed(2), 50);
            assertThat(draws.shape()).containsExactly(50, 2, 3);
            float[] values = draws.toFloats();
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i])
                        .as(distribution.getClass().getSimpleName())
                        .isEqualTo(centres[i % 6]);
            }
        }
    }
}
