package dev.elbo.tensor;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work on one task together, each with one thread inside operations: rows of a batch, rows of an
 * evaluation. The calling thread is worker 0; alone, it keeps its number of threads inside operations.
 *
 * <p>A worker that waits for the others spins for some microseconds, since their work usually ends at about the same
 * time; then it offers the processor to others, and sleeps after two milliseconds.
 */
public final class Workers implements AutoCloseable {
    private static final long SPIN_NANOS = 50_000;
    private static final long YIELD_NANOS = 2_000_000;
    private static final ThreadLocal<Place> PLACE = new ThreadLocal<>();

    private final Thread[] threads;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable Throwable> failures;
    private final org.bytedeco.pytorch.@Nullable Tensor[] exchanged;
    private volatile boolean failed;
    private volatile Thread caller = Thread.currentThread();
    private volatile @Nullable Task work;
    private final AtomicInteger task = new AtomicInteger();
    private final AtomicInteger meeting = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Where a thread is while it works.
     *
     * @param together whether all workers take the same path and may exchange tensors
     */
    private record Place(Workers workers, int index, boolean together) {}

    /** A task, with what its parts may do. */
    private record Task(IntConsumer part, boolean together) {}

    private Workers(int count) {
        threads = new Thread[count];
        failures = new AtomicReferenceArray<>(count);
        exchanged = new org.bytedeco.pytorch.Tensor[count];
        for (int worker = 1; worker < count; worker++) {
            int index = worker;
            threads[worker] = new Thread(() -> serve(index), "elbo-worker-" + worker);
            threads[worker].setDaemon(true);
            threads[worker].start();
        }
    }

    /** So many workers; {@link #close} ends their threads. */
    public static Workers of(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one worker is needed, got " + count);
        }
        return new Workers(count);
    }

    /** Number of workers. */
    public int count() {
        return threads.length;
    }

    /** The number of the worker that the calling thread is; 0 on a thread that is none. */
    static int index() {
        Place place = PLACE.get();
        return place == null ? 0 : place.index();
    }

    /**
     * Every worker does its {@code part}, given its number from 0; returns when all are done. To be called by one
     * thread at a time, from outside of any part.
     *
     * @throws RuntimeException the failure of a part, of the first worker if several fail
     */
    public void run(IntConsumer part) {
        run(new Task(part, false));
    }

    /**
     * As {@link #run}, for parts that do the same in the same order, each with rows of its own: they may {@link #meet},
     * and {@link #sharedRows} divides work that they have in common. When one fails, the others fail where they meet.
     */
    public void runTogether(IntConsumer part) {
        run(new Task(part, true));
    }

    private void run(Task next) {
        if (closed || PLACE.get() != null) {
            throw new IllegalStateException(
                    closed ? "these workers are closed" : "workers cannot be called by a worker");
        }
        caller = Thread.currentThread();
        for (int worker = 0; worker < threads.length; worker++) {
            failures.set(worker, null);
        }
        failed = false;
        arrived.set(0);
        running.set(threads.length);
        work = next;
        task.incrementAndGet();
        for (int worker = 1; worker < threads.length; worker++) {
            LockSupport.unpark(threads[worker]);
        }
        perform(next, 0);
        await(() -> running.get() == 0);
        work = null;
        if (failed) {
            throwFirst();
        }
    }

    private void throwFirst() {
        Throwable first = null;
        for (int worker = threads.length - 1; worker >= 0; worker--) {
            Throwable failure = failures.get(worker);
            if (failure != null && (first == null || !(failure instanceof OtherFailed))) {
                first = failure;
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) Objects.requireNonNull(first); // a part throws no checked exceptions
    }

    /** Another worker failed, so that there is nobody to meet. */
    private static final class OtherFailed extends RuntimeException {
        private OtherFailed() {
            super("another worker failed", null, false, false);
        }
    }

    private void serve(int index) {
        int done = 0;
        while (true) {
            int last = done;
            await(() -> task.get() != last || closed);
            if (closed) {
                return;
            }
            done = task.get();
            perform(Objects.requireNonNull(work), index);
        }
    }

    private void perform(Task next, int index) {
        PLACE.set(new Place(this, index, next.together()));
        try {
            if (threads.length == 1) {
                next.part().accept(index);
            } else {
                TorchRuntime.withThreads(1, () -> {
                    next.part().accept(index);
                    return true;
                });
            }
        } catch (RuntimeException | Error e) {
            failures.set(index, e);
            failed = true;
            wakeAll();
        } finally {
            PLACE.remove();
            if (running.decrementAndGet() == 0) {
                LockSupport.unpark(caller);
            }
        }
    }

    /**
     * Waits until every worker is here; to be called by each of them equally often within a part. What a worker wrote
     * before is seen by all afterwards.
     *
     * @throws RuntimeException if another worker failed
     */
    public void meet() {
        int now = meeting.get();
        if (arrived.incrementAndGet() == threads.length) {
            arrived.set(0);
            meeting.incrementAndGet();
            wakeAll();
        } else {
            await(() -> meeting.get() != now || failed);
        }
        if (meeting.get() == now) {
            throw new OtherFailed();
        }
    }

    /**
     * (rows, in) -> (rows, out): {@code network} applied to each row, for rows that a model applies it to whatever its
     * batch. Workers that work together apply it to some of them each and exchange the results, and the gradients on the
     * way back; elsewhere it is applied to all.
     */
    public static Tensor sharedRows(Tensor x, UnaryOperator<Tensor> network) {
        Place place = PLACE.get();
        if (place == null || !place.together() || x.size(0) < place.workers().count()) {
            return network.apply(x);
        }
        return place.workers().shared(x, network, place.index());
    }

    private Tensor shared(Tensor x, UnaryOperator<Tensor> network, int index) {
        long from = x.size(0) * index / count();
        long rows = x.size(0) * (index + 1) / count() - from;
        Tensor own = network.apply(x.narrow(0, from, rows));
        exchanged[index] = own.handle().detach();
        meet();
        org.bytedeco.pytorch.Tensor all = torch.cat(new TensorVector(exchanged), 0);
        meet();
        if (!own.requiresGrad()) {
            return Tensor.wrap(all);
        }
        return Recorded.always(all, List.of(own), slope -> {
            exchanged[index] = slope == null ? null : slope.handle();
            meet();
            org.bytedeco.pytorch.Tensor sum = null;
            for (org.bytedeco.pytorch.Tensor each : exchanged) {
                if (each != null) {
                    org.bytedeco.pytorch.Tensor part = each.narrow(0, from, rows);
                    sum = sum == null ? part.clone() : sum.add_(part);
                }
            }
            meet();
            if (sum != null) {
                Recorded.send(own.handle(), sum);
            }
        });
    }

    private void wakeAll() {
        if (threads.length > 1) {
            LockSupport.unpark(caller);
            for (int worker = 1; worker < threads.length; worker++) {
                LockSupport.unpark(threads[worker]);
            }
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        if (condition.holds()) {
            return;
        }
        long start = System.nanoTime();
        while (!condition.holds()) {
            long waited = System.nanoTime() - start;
            if (waited < SPIN_NANOS) {
                Thread.onSpinWait();
            } else if (waited < YIELD_NANOS) {
                Thread.yield();
            } else {
                LockSupport.park();
            }
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        closed = true;
        for (int worker = 1; worker < threads.length; worker++) {
            LockSupport.unpark(threads[worker]);
        }
    }
}
