package dev.elbo.evaluation;

import dev.elbo.data.Batches;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.tensor.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Independent tasks without gradients, shared out among as many workers as the calling thread may use threads. A free
 * worker takes the next task; results are taken in the order of the tasks. Every task runs with one thread inside
 * operations, so its result does not depend on the number of workers.
 */
public final class Pipeline {
    private final int workers;

    private Pipeline(int workers) {
        this.workers = workers;
    }

    /**
     * Runs {@code body} without gradients, with one thread inside operations and in a scope, whose tensors all tasks may
     * read.
     *
     * @param name of the scope
     */
    public static void run(String name, Consumer<Pipeline> body) {
        call(name, pipeline -> {
            body.accept(pipeline);
            return name;
        });
    }

    /** As {@link #run}, and returns the result of {@code body}, which is no tensor. */
    public static <T> T call(String name, Function<Pipeline, T> body) {
        Pipeline pipeline = new Pipeline(TorchRuntime.threads());
        return TorchRuntime.withThreads(
                1,
                () -> NoGrad.run(() -> {
                    try (Scope whole = Scope.open(name)) {
                        return body.apply(pipeline);
                    }
                }));
    }

    /** What is computed of one batch, in a scope of its own; runs on any worker. */
    @FunctionalInterface
    public interface BatchTask<T> {
        /**
         * @param x (count, data): the encoded rows
         * @param index number of the batch, from 0
         * @param from position of its first row among all
         */
        T of(Tensor x, int index, int from);
    }

    /**
     * A task for each batch, in the order of rows. Batches are encoded in that order too, each when a worker is free for
     * it.
     *
     * @param encode random stream of the encoding
     * @param take receives the results in the order of batches, on the calling thread
     */
    public <T> void batches(Batches batches, RandomGenerator encode, BatchTask<T> task, Consumer<T> take) {
        Batches.Pass pass = batches.inOrder(encode);
        tasks(
                batches.perEpoch(),
                () -> new OrderedTasks.Worker<>() {
                    private final float[] buffer = batches.buffer();
                    private int count;

                    @Override
                    public void begin(int index) {
                        count = pass.next(buffer);
                    }

                    @Override
                    public T compute(int index) {
                        try (Scope batch = Scope.open("batch")) {
                            Tensor x = Tensors.ofFirst(buffer, count * batches.width(), count, batches.width());
                            return task.of(x, index, index * batches.batchSize());
                        }
                    }
                },
                take);
    }

    /**
     * Sums over batches, added in the order of batches.
     *
     * @param task the terms of a batch, equally many for each
     */
    public double[] sums(Batches batches, RandomGenerator encode, BatchTask<double[]> task) {
        List<double[]> terms = new ArrayList<>();
        batches(batches, encode, task, terms::add);
        double[] sums = new double[terms.get(0).length];
        for (double[] ofBatch : terms) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += ofBatch[i];
            }
        }
        return sums;
    }

    /** What is done with one batch, as {@link BatchTask}. */
    @FunctionalInterface
    public interface BatchAction {
        void on(Tensor x, int index, int from);
    }

    /** An action for each batch, as {@link #batches}. */
    public void eachBatch(Batches batches, RandomGenerator encode, BatchAction action) {
        batches(
                batches,
                encode,
                (x, index, from) -> {
                    action.on(x, index, from);
                    return index;
                },
                index -> {});
    }

    /** What is done for the places {@code from} to {@code from + count - 1}, in a scope of its own, on any worker. */
    @FunctionalInterface
    public interface RangeTask {
        /** @param index number of the range, from 0 */
        void of(int index, int from, int count);
    }

    /** A task for each range of at most {@code atOnce} of the places 0 to {@code size - 1}. */
    public void eachRange(int size, int atOnce, RangeTask task) {
        tasks(
                (size + atOnce - 1) / atOnce,
                () -> index -> {
                    try (Scope range = Scope.open("range")) {
                        int from = index * atOnce;
                        task.of(index, from, Math.min(atOnce, size - from));
                        return index;
                    }
                },
                index -> {});
    }

    private <T> void tasks(int count, Supplier<OrderedTasks.Worker<T>> worker, Consumer<T> take) {
        OrderedTasks<T> tasks = new OrderedTasks<>(count, take);
        int needed = Math.min(workers, count);
        if (needed <= 1) {
            tasks.work(worker.get(), true);
            return;
        }
        try (Workers threads = Workers.of(needed)) {
            threads.run(part -> NoGrad.run(() -> tasks.work(worker.get(), part == 0)));
        }
    }
}
