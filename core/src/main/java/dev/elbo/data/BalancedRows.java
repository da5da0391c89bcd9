package dev.elbo.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Random subsets with the same number of rows of each class, for training with few labels. */
public final class BalancedRows {
    private BalancedRows() {}

    /**
     * Samples rows without replacement, {@code count / classes} of each class, in random order.
     *
     * @param labels class index of every row, from 0 to {@code classes} − 1
     * @throws DataException if {@code count} is not a multiple of {@code classes}, or a class has too few rows
     */
    public static int[] draw(int[] labels, int classes, int count, RandomGenerator random) {
        if (count < classes || count % classes != 0) {
            throw new DataException(count + " labelled rows cannot be divided equally among " + classes
                    + " classes; use a multiple of " + classes);
        }
        int[] remaining = new int[classes];
        Arrays.fill(remaining, count / classes);
        int[] chosen = new int[count];
        int found = 0;
        for (int row : Split.shuffled(labels.length, random)) {
            if (found < count && remaining[labels[row]] > 0) {
                remaining[labels[row]]--;
                chosen[found++] = row;
            }
        }
        if (found < count) {
            throw new DataException("there are fewer than " + count / classes + " rows in at least one of " + classes
                    + " classes; use fewer labelled rows");
        }
        return chosen;
    }
}
