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

    /** The same rows in batches of another size. */
    public Batches withSize(int size) {
        return new Batches(data, rows, size, encoding);
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

    /** One pass in the given order of rows, at the pace of the caller. */
    public Pass inOrder(RandomGenerator encode) {
        return new Pass(rows, encoding.apply(encode));
    }

    private void pass(int[] order, RandomGenerator random, Consumer consumer) {
        Pass pass = new Pass(order, encoding.apply(random));
        float[] buffer = buffer();
        for (int from = 0, index = 0; from < order.length; from += batchSize, index++) {
            consumer.accept(index, from, pass.next(buffer), buffer);
        }
    }

    /** Room for the rows of one batch, encoded. */
    public float[] buffer() {
        return new float[Math.min(batchSize, rows.length) * width()];
    }

    /** Encodes one batch after the other. Used by one thread at a time: their encodings may share a random stream. */
    public final class Pass {
        private final int[] order;
        private final Encoding encode;
        private int from;

        private Pass(int[] order, Encoding encode) {
            this.order = order;
            this.encode = encode;
        }

        /** Encodes the next batch, (count, data) row-major, and returns the number of its rows; 0 after the last. */
        public int next(float[] buffer) {
            int count = Math.min(batchSize, order.length - from);
            for (int i = 0; i < count; i++) {
                encode.encode(data, order[from + i], buffer, i * width());
            }
            from += count;
            return count;
        }
    }
}
