package dev.elbo.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** As many rows of each class: what is labelled when few rows are. */
public final class BalancedRows {
    private BalancedRows() {}

    /**
     * Rows drawn without replacement, {@code count / classes} of each class, in random order.
     *
     * @param labels class index of every row, from 0 to {@code classes} − 1
     * @throws DataException if {@code count} is no multiple of {@code classes}, or a class has too few rows
     */
    public static int[] draw(int[] labels, int classes, int count, RandomGenerator random) {
        if (count < classes || count % classes != 0) {
            throw new DataException(count + " labelled rows cannot be as many of each of " + classes
                    + " classes; give a multiple of " + classes);
        }
        int[] wanted = new int[classes];
        Arrays.fill(wanted, count / classes);
        int[] chosen = new int[count];
        int found = 0;
        for (int row : Split.shuffled(labels.length, random)) {
            if (found < count && wanted[labels[row]] > 0) {
                wanted[labels[row]]--;
                chosen[found++] = row;
            }
        }
        if (found < count) {
            throw new DataException("there are not " + count / classes + " rows of each of " + classes
                    + " classes to label; ask for fewer");
        }
        return chosen;
    }
}
