package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    @Test
    void every_row_is_in_exactly_one_part_whatever_the_seed() {
        for (int seed = 0; seed < 500; seed++) {
            int rows = 3 + seed;
            Split split = Split.random(rows, 0.7, 0.2, 0.1, new SplittableRandom(seed));
            int[] all = IntStream.of(split.train()).toArray();
            int[] joined = IntStream.concat(
                            IntStream.of(all),
                            IntStream.concat(IntStream.of(split.validation()), IntStream.of(split.test())))
                    .sorted()
                    .toArray();
            assertThat(joined).isEqualTo(IntStream.range(0, rows).toArray());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10000, 0.8, 0.1, 0.1, 8000, 1000, 1000",
        "99, 0.8, 0.1, 0.1, 81, 9, 9",
        "100, 0.42, 0.29, 0.29, 42, 29, 29",
        "3, 0.8, 0.1, 0.1, 1, 1, 1",
        "4, 0.8, 0.1, 0.1, 2, 1, 1",
        "2, 0.9, 0.0, 0.1, 1, 0, 1",
        "3, 0.01, 0.495, 0.495, 1, 1, 1",
        "1, 1.0, 0.0, 0.0, 1, 0, 0",
    })
    void fractions_are_rounded_down_and_training_gets_the_rest(
            int rows, double a, double b, double c, int train, int validation, int test) {
        Split split = Split.random(rows, a, b, c, new SplittableRandom(1));
        assertThat(split.train()).hasSize(train);
        assertThat(split.validation()).hasSize(validation);
        assertThat(split.test()).hasSize(test);
    }

    @Test
    void the_seed_decides() {
        Split once = Split.counts(1000, 100, 200, new SplittableRandom(7));
        assertThat(Split.counts(1000, 100, 200, new SplittableRandom(7)))
                .isEqualTo(once)
                .hasSameHashCodeAs(once);
        assertThat(Split.counts(1000, 100, 200, new SplittableRandom(8))).isNotEqualTo(once);
    }

    @Test
    void every_row_is_equally_likely_to_be_tested() {
        int[] tested = new int[10];
        int seeds = 10_000;
        for (int seed = 0; seed < seeds; seed++) {
            tested[Split.counts(10, 0, 1, new SplittableRandom(seed)).test()[0]]++;
        }
        double bound = 5 * Math.sqrt(seeds * 0.1 * 0.9); // five standard deviations of the binomial
        for (int count : tested) {
            assertThat(Math.abs(count - seeds * 0.1)).isLessThan(bound);
        }
    }

    @Test
    void a_single_row_cannot_be_split() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Split.random(1, 0.8, 0.1, 0.1, new SplittableRandom(1)))
                .withMessage(
                        "a split into 3 parts needs at least 3 rows, got 1; add rows, or set the fraction of a part to 0");
    }

    @ParameterizedTest
    @CsvSource({"0.8, 0.1, 0.2", "1.1, -0.1, 0.0", "0.0, 0.5, 0.5", "NaN, 0.5, 0.5"})
    void fractions_that_do_not_add_up_are_rejected(double train, double validation, double test) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Split.random(100, train, validation, test, new SplittableRandom(1)))
                .withMessageStartingWith("split fractions must be");
    }

    @Test
    void counts_that_leave_nothing_to_train_on_are_rejected() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Split.counts(10, 5, 5, new SplittableRandom(1)))
                .withMessage("a split of 10 rows into 5 for validation and 5 for testing leaves no row for"
                        + " training; hold out fewer");
    }

    @Test
    void overlaps_duplicates_and_negatives_are_rejected() {
        int[] none = {};
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Split(new int[] {0, 1}, new int[] {1}, none))
                .withMessageContaining("row 1 appears twice");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Split(new int[] {4, 4}, none, none))
                .withMessageContaining("row 4 appears twice");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Split(new int[] {0}, none, new int[] {-2}))
                .withMessageContaining("row -2");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Split(none, new int[] {1}, none))
                .withMessageContaining("training set is empty");
    }

    @Test
    void later_changes_to_the_callers_arrays_have_no_effect() {
        int[] train = {3, 4};
        Split split = new Split(train, new int[0], new int[0]);
        train[0] = 99;
        assertThat(split.train()).containsExactly(3, 4);
    }

    @Test
    void a_part_is_found_by_name_and_a_misspelt_one_gets_a_suggestion() {
        Split split = new Split(new int[] {0}, new int[] {1}, new int[] {2});
        assertThat(split.part("train")).containsExactly(0);
        assertThat(split.part("validation")).containsExactly(1);
        assertThat(split.part("test")).containsExactly(2);
        assertThat(split.part("all")).containsExactly(0, 1, 2);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> split.part("valid"))
                .withMessage(
                        "'valid' is not a part of a split; expected train, validation, test or all, did you mean 'validation'?");
    }
}
