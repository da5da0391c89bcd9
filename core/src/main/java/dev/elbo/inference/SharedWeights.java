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
    private boolean closed;

    /**
     * @param owner whose weights they are, such as "model", for messages
     * @param free frees them
     */
    SharedWeights(String owner, Runnable free) {
        this.owner = owner;
        this.free = free;
    }

    /** @throws IllegalStateException if the weights are freed */
    <T> T use(Supplier<T> work) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("this " + owner + " is closed");
            }
            return TorchRuntime.withThreads(threads, work);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Frees the weights once; on any thread, but not from inside {@link #use}, which it would wait for. */
    @Override
    public void close() {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("this " + owner + " is at work on this thread; close it afterwards");
        }
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                free.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
