package dev.elbo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Threads that do their parts of a lap at the same time. They wait for each other without sleeping, since the lower bound
 * of the comparison should not contain the time that the system takes to wake a thread. The calling thread does the
 * first part.
 */
final class Crew implements AutoCloseable {
    private final Runnable first;
    private final List<Thread> others = new ArrayList<>();
    private final AtomicInteger lap = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean closed;

    Crew(List<Runnable> parts) {
        first = parts.get(0);
        for (Runnable part : parts.subList(1, parts.size())) {
            Thread thread = new Thread(() -> serve(part), "bench-worker");
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
    }

    /** Returns when every part is done. */
    void lap() {
        running.set(others.size());
        lap.incrementAndGet();
        first.run();
        while (running.get() > 0) {
            Thread.onSpinWait();
        }
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("a worker failed", cause);
        }
    }

    private void serve(Runnable part) {
        torch.set_num_threads(1);
        try (NoGradGuard guard = new NoGradGuard()) {
            int done = 0;
            while (true) {
                while (lap.get() == done && !closed) {
                    Thread.onSpinWait();
                }
                if (closed) {
                    return;
                }
                done++;
                perform(part);
            }
        }
    }

    private void perform(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            running.decrementAndGet();
        }
    }

    /** Waits for the threads to end, so that what they use can be freed. */
    @Override
    public void close() {
        closed = true;
        for (Thread thread : others) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
