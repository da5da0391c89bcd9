package dev.elbo.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Tasks 0 to {@code count - 1}, begun in this order by any worker that is free, computed side by side, and handed over
 * in order by the one worker that takes them. Results that wait for an earlier one are kept.
 */
public final class OrderedTasks<T> {
    private final int count;
    private final Consumer<T> take;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Integer, T> waiting = new HashMap<>(); // guarded by lock, like all below
    private int begun;
    private int taken;
    private boolean failed;

    /** @param take receives the results in order, on the thread of the worker that takes them */
    public OrderedTasks(int count, Consumer<T> take) {
        this.count = count;
        this.take = take;
    }

    /** The state of one worker. */
    @FunctionalInterface
    public interface Worker<T> {
        /** Called in the order of tasks, by one worker at a time. */
        default void begin(int task) {}

        /** Called right after {@link #begin} by the same worker, beside the other workers. */
        T compute(int task);
    }

    /**
     * Does tasks until none is left, or one has failed on any worker.
     *
     * @param takes whether this worker takes the results; it returns when it has taken all
     */
    public void work(Worker<T> worker, boolean takes) {
        boolean complete = false;
        try {
            for (int task = begin(worker); task >= 0; task = begin(worker)) {
                finish(task, worker.compute(task));
                if (takes) {
                    takeFinished(false);
                }
            }
            if (takes) {
                takeFinished(true);
            }
            complete = true;
        } finally {
            if (!complete) {
                fail();
            }
        }
    }

    /** The number of the task that was begun, or -1 if there is none to begin. */
    private int begin(Worker<T> worker) {
        lock.lock();
        try {
            if (failed || begun == count) {
                return -1;
            }
            worker.begin(begun);
            return begun++;
        } finally {
            lock.unlock();
        }
    }

    private void finish(int task, T result) {
        lock.lock();
        try {
            waiting.put(task, result);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail() {
        lock.lock();
        try {
            failed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void takeFinished(boolean all) {
        for (Optional<T> next = next(all); next.isPresent(); next = next(all)) {
            take.accept(next.get()); // without the lock: the others go on meanwhile
        }
    }

    /**
     * The next result in order, if it is finished.
     *
     * @param await wait for it, unless none is to come
     */
    private Optional<T> next(boolean await) {
        lock.lock();
        try {
            while (await && !failed && taken < count && !waiting.containsKey(taken)) {
                changed.awaitUninterruptibly();
            }
            Optional<T> next = failed ? Optional.empty() : Optional.ofNullable(waiting.remove(taken));
            taken += next.isPresent() ? 1 : 0;
            return next;
        } finally {
            lock.unlock();
        }
    }
}
