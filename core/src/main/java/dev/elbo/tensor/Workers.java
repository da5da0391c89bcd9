package dev.elbo.tensor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work on one task together, each with one thread inside operations: rows of a batch, rows of an
 * evaluation. The calling thread is worker 0.
 *
 * <p>A worker that waits for the others spins for some microseconds, since their work usually ends at about the same
 * time, and sleeps after that, so that it takes no processor time from other programs.
 */
public final class Workers implements AutoCloseable {
    private static final long SPIN_NANOS = 100_000;
    private static final ThreadLocal<Place> PLACE = new ThreadLocal<>();

    private final Thread[] threads;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile Thread caller = Thread.currentThread();
    private volatile @Nullable IntConsumer work;
    private final AtomicInteger task = new AtomicInteger();
    private final AtomicInteger meeting = new AtomicInteger();
    private volatile boolean closed;

    /** Where a thread is while it works. */
    private record Place(Workers workers, int index) {}

    private Workers(int count) {
        threads = new Thread[count];
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

    /** The workers that the calling thread is one of, if it is at work for some. */
    static @Nullable Workers current() {
        Place place = PLACE.get();
        return place == null ? null : place.workers();
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
     * @throws RuntimeException the first failure of a part; parts that wait in {@link #meet} then fail too
     */
    public void run(IntConsumer part) {
        if (closed || PLACE.get() != null) {
            throw new IllegalStateException(
                    closed ? "these workers are closed" : "workers cannot be called by a worker");
        }
        caller = Thread.currentThread();
        failure.set(null);
        arrived.set(0);
        running.set(threads.length);
        work = part;
        task.incrementAndGet();
        for (int worker = 1; worker < threads.length; worker++) {
            LockSupport.unpark(threads[worker]);
        }
        TorchRuntime.withThreads(1, () -> {
            perform(part, 0);
            return null;
        });
        await(() -> running.get() == 0);
        work = null;
        Throwable first = failure.get();
        if (first instanceof Error error) {
            throw error;
        } else if (first != null) {
            throw (RuntimeException) first; // a part throws no checked exceptions
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
            IntConsumer part = work;
            if (part != null) {
                TorchRuntime.withThreads(1, () -> {
                    perform(part, index);
                    return null;
                });
            }
        }
    }

    private void perform(IntConsumer part, int index) {
        PLACE.set(new Place(this, index));
        try {
            part.accept(index);
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
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
     * @throws IllegalStateException if another worker failed
     */
    void meet() {
        int now = meeting.get();
        if (arrived.incrementAndGet() == threads.length) {
            arrived.set(0);
            meeting.incrementAndGet();
            wakeAll();
        } else {
            await(() -> meeting.get() != now || failure.get() != null);
        }
        if (meeting.get() == now) {
            throw new IllegalStateException("another worker failed", failure.get());
        }
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
        long until = System.nanoTime() + SPIN_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() < until) {
                Thread.onSpinWait();
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
