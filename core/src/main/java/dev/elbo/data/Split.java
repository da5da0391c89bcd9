package dev.elbo.data;

import dev.elbo.io.Suggestion;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Disjoint row indices for training, validation and test; the last two may be empty. The arrays belong to the split and
 * must not be modified.
 */
public record Split(int[] train, int[] validation, int[] test) {
    private static final List<String> PARTS = List.of("train", "validation", "test", "all");

    /** @throws DataException if a row appears twice or is negative, or the training set is empty */
    public Split {
        train = train.clone();
        validation = validation.clone();
        test = test.clone();
        if (train.length == 0) {
            throw new DataException("the training set is empty; at least one training row is needed");
        }
        BitSet seen = new BitSet();
        for (int[] part : new int[][] {train, validation, test}) {
            for (int row : part) {
                if (row < 0) {
                    throw new DataException("row " + row + " of a split is negative; rows are counted from 0");
                }
                if (seen.get(row)) {
                    throw new DataException("row " + row
                            + " appears twice in a split; training, validation and test rows must be disjoint");
                }
                seen.set(row);
            }
        }
    }

    /**
     * A random split. Validation and test get their share of the rows, rounded down, and training gets the rest; a
     * share above 0 gets at least one row.
     *
     * @throws DataException if the fractions are negative or do not add up to 1, or there are fewer rows than parts
     */
    public static Split random(
            int rows, double trainFraction, double validationFraction, double testFraction, RandomGenerator random) {
        double sum = trainFraction + validationFraction + testFraction;
        boolean valid = trainFraction > 0 && validationFraction >= 0 && testFraction >= 0 && Math.abs(sum - 1) < 1e-6;
        if (!valid) {
            throw new DataException("split fractions must be non-negative, positive for training, and add up to 1, got "
                    + trainFraction + ", " + validationFraction + " and " + testFraction);
        }
        int parts = 1 + (validationFraction > 0 ? 1 : 0) + (testFraction > 0 ? 1 : 0);
        if (rows < parts) {
            throw new DataException("a split into " + parts + " parts needs at least " + parts + " rows, got " + rows
                    + "; add rows, or set the fraction of a part to 0");
        }
        int validation = share(rows, validationFraction);
        int test = share(rows, testFraction);
        while (validation + test >= rows) { // tiny sets with tiny training shares: training keeps one row
            if (validation >= test) {
                validation--;
            } else {
                test--;
            }
        }
        return counts(rows, validation, test, random);
    }

    private static int share(int rows, double fraction) {
        int floor = (int) Math.floor(rows * fraction + 1e-9);
        return fraction > 0 ? Math.max(1, floor) : 0;
    }

    /**
     * A random split with the given numbers of validation and test rows; the rest is for training.
     *
     * @throws DataException if nothing is left for training
     */
    public static Split counts(int rows, int validation, int test, RandomGenerator random) {
        if (validation < 0 || test < 0 || (long) validation + test >= rows) {
            throw new DataException("a split of " + rows + " rows into " + validation + " for validation and " + test
                    + " for testing leaves no row for training; hold out fewer");
        }
        int[] shuffled = shuffled(rows, random);
        int train = rows - validation - test;
        return new Split(
                Arrays.copyOfRange(shuffled, 0, train),
                Arrays.copyOfRange(shuffled, train, train + validation),
                Arrays.copyOfRange(shuffled, train + validation, rows));
    }

    /** Fisher-Yates shuffle: every order is equally likely. */
    static int[] shuffled(int rows, RandomGenerator random) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Rows {@code from} (included) to {@code to} (excluded), in order. */
    public static int[] range(int from, int to) {
        int[] rows = new int[to - from];
        Arrays.setAll(rows, i -> from + i);
        return rows;
    }

    /**
     * Rows of "train", "validation" or "test", or "all" of them in this order.
     *
     * @throws DataException for any other name
     */
    public int[] part(String name) {
        return switch (name) {
            case "train" -> train;
            case "validation" -> validation;
            case "test" -> test;
            case "all" ->
                Stream.of(train, validation, test).flatMapToInt(Arrays::stream).toArray();
            default ->
                throw new DataException(
                        "'" + name + "' is not a part of a split; expected train, validation, test or all"
                                + Suggestion.of(name, PARTS)
                                        .map(s -> ", did you mean '" + s + "'?")
                                        .orElse(""));
        };
    }

    void checkFits(int rows) {
        for (int[] part : new int[][] {train, validation, test}) {
            for (int row : part) {
                if (row >= rows) {
                    throw new DataException(
                            "the split contains row " + row + ", but the data have only rows 0.." + (rows - 1));
                }
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Split that
                && Arrays.equals(train, that.train)
                && Arrays.equals(validation, that.validation)
                && Arrays.equals(test, that.test);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(train) + Arrays.hashCode(validation)) + Arrays.hashCode(test);
    }

    @Override
    public String toString() {
        return "Split[" + train.length + " train, " + validation.length + " validation, " + test.length + " test]";
    }
}
