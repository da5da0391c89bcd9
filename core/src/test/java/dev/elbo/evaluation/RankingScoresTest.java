package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Rng;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingScoresTest {
    private static final double ROUNDING = 1e-12;

    /** Few distinct values, so that most scores are tied; among them both zeros. */
    private static double[] draw(RandomGenerator random, int count, int distinct) {
        double[] scores = new double[count];
        for (int i = 0; i < count; i++) {
            scores[i] = random.nextInt(distinct) - distinct / 2;
            scores[i] = scores[i] == 0 && random.nextBoolean() ? -0.0 : scores[i];
        }
        return scores;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1000})
    void scores_agree_with_their_definitions_with_and_without_ties(int distinct) {
        RandomGenerator random = Rng.ofSeed(distinct).java();
        for (int repeat = 0; repeat < 20; repeat++) {
            double[] positives = draw(random, 1 + random.nextInt(12), distinct);
            double[] negatives = draw(random, 1 + random.nextInt(12), distinct);
            RankingScores scores = RankingScores.of(positives, negatives);
            assertThat(scores.auc()).isCloseTo(bruteAuc(positives, negatives), within(ROUNDING));
            assertThat(scores.averagePrecision()).isCloseTo(brutePrecision(positives, negatives), within(ROUNDING));
        }
    }

    private static double bruteAuc(double[] positives, double[] negatives) {
        double won = 0;
        for (double p : positives) {
            for (double n : negatives) {
                won += p > n ? 1 : p == n ? 0.5 : 0;
            }
        }
        return won / positives.length / negatives.length;
    }

    /** A threshold at every distinct score, from above; step-wise sum of recall gained times precision. */
    private static double brutePrecision(double[] positives, double[] negatives) {
        TreeSet<Double> thresholds = new TreeSet<>();
        for (double p : positives) {
            thresholds.add(p + 0.0);
        }
        for (double n : negatives) {
            thresholds.add(n + 0.0);
        }
        double sum = 0;
        double recallBefore = 0;
        for (double threshold : thresholds.descendingSet()) {
            double hits = 0;
            double taken = 0;
            for (double p : positives) {
                hits += p >= threshold ? 1 : 0;
                taken += p >= threshold ? 1 : 0;
            }
            for (double n : negatives) {
                taken += n >= threshold ? 1 : 0;
            }
            double recall = hits / positives.length;
            sum += taken == 0 ? 0 : (recall - recallBefore) * hits / taken;
            recallBefore = recall;
        }
        return sum;
    }

    /** scikit-learn's documentation: y = 0 0 1 1, scores = 0.1 0.4 0.35 0.8. */
    @Test
    void scores_agree_with_a_published_example() {
        RankingScores scores = RankingScores.of(new double[] {0.35, 0.8}, new double[] {0.1, 0.4});
        assertThat(scores.auc()).isCloseTo(0.75, within(ROUNDING));
        assertThat(scores.averagePrecision()).isCloseTo(0.8333333333333333, within(ROUNDING));
    }

    @Test
    void empty_and_nan_scores_are_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingScores.of(new double[0], new double[1]))
                .withMessage("ranking scores need positives and negatives, got 0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingScores.of(new double[] {1, Double.NaN}, new double[1]));
    }
}
