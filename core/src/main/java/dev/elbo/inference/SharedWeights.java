package dev.elbo.inference;

import dev.elbo.tensor.TorchRuntime;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Weights that many threads read until any one of them frees them: work under way is waited for, later work is refused.
 * All of it runs with the thread count of the engine that was set when the weights were opened, so that results do not
 * depend on the thread that asks for them.
 */
final class SharedWeights implements AutoCloseable {
    private final String owner;
    private final Runnable free;
    private final int threads = TorchRuntime.threads();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closing;
    private boolean freed;

    /**
     * @param owner whose weights they are, such as "model", for messages
     * @param free frees them
     */
    SharedWeights(String owner, Runnable free) {
        this.owner = owner;
        this.free = free;
    }

    /**
     * Runs {@code work} while the weights are held; work inside other work belongs to it. Never blocks: work may wait for
     * work on other threads while the weights are being closed.
     *
     * @throws IllegalStateException if the weights are freed or about to be
     */
    <T> T use(Supplier<T> work) {
        boolean inside = lock.getReadHoldCount() > 0;
        if ((closing && !inside) || !lock.readLock().tryLock()) {
            throw closed();
        }
        try {
            if (freed) {
                throw closed();
            }
            return TorchRuntime.withThreads(threads, work);
        } finally {
            lock.readLock().unlock();
        }
    }

    private IllegalStateException closed() {
        return new IllegalStateException("this " + owner + " is closed");
    }

    /** Frees the weights once; on any thread, but not from inside {@link #use}, which it would wait for. */
    @Override
    public void close() {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("this " + owner + " is at work on this thread; close it afterwards");
        }
        closing = true;
        lock.writeLock().lock();
        try {
            if (!freed) {
                freed = true;
                free.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
