package dev.elbo.data;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Selected rows of a data set, divided into mini-batches and encoded for the network.
 *
 * @param encoding maps a stored row to numbers, given the random stream of this pass over the data
 */
public record Batches(Dataset data, int[] rows, int batchSize, Function<RandomGenerator, Encoding> encoding) {

    public Batches {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size must be at least 1, got " + batchSize);
        }
        if (rows.length == 0) {
            throw new IllegalArgumentException("at least one row is needed");
        }
    }

    /** Receives one batch at a time. */
    @FunctionalInterface
    public interface Consumer {
        /**
         * @param index number of the batch in this pass, from 0
         * @param from position of its first row in this pass's order
         * @param buffer the encoded rows, (count, data) row-major; reused for the next batch
         */
        void accept(int index, int from, int count, float[] buffer);
    }

    /** Number of batches in one pass. */
    public int perEpoch() {
        return (rows.length + batchSize - 1) / batchSize;
    }

    /** Number of values in an encoded row. */
    public int width() {
        return data.shape().size();
    }

    /** One pass in a random order from {@code shuffle}; the last batch may be smaller. */
    public void shuffled(RandomGenerator shuffle, RandomGenerator encode, Consumer consumer) {
        int[] order = rows.clone();
        for (int i = order.length - 1; i > 0; i--) {
            int j = shuffle.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        pass(order, encode, consumer);
    }

    /** One pass in the given order of rows. */
    public void inOrder(RandomGenerator encode, Consumer consumer) {
        pass(rows, encode, consumer);
    }

    private void pass(int[] order, RandomGenerator random, Consumer consumer) {
        Encoding encode = encoding.apply(random);
        float[] buffer = new float[Math.min(batchSize, order.length) * width()];
        for (int from = 0, index = 0; from < order.length; from += batchSize, index++) {
            int count = Math.min(batchSize, order.length - from);
            for (int i = 0; i < count; i++) {
                encode.encode(data, order[from + i], buffer, i * width());
            }
            consumer.accept(index, from, count, buffer);
        }
    }
}
