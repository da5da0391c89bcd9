package dev.elbo.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a program divides its work among threads.
 *
 * @param workers threads that each take a share of the rows
 * @param threads inside the operations of each worker
 */
record Arrangement(int workers, int threads) {
    private static final Arrangement ONE_THREAD = new Arrangement(1, 1);

    /** One thread, {@code count} threads inside every operation, and as many workers with one thread each. */
    static List<Arrangement> upTo(int count) {
        return Stream.of(ONE_THREAD, new Arrangement(1, count), new Arrangement(count, 1))
                .distinct()
                .toList();
    }

    int total() {
        return workers * threads;
    }

    /** Workers × threads. */
    @Override
    public String toString() {
        return workers + " × " + threads;
    }
}
