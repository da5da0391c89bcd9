package dev.elbo.inference;

import dev.elbo.tensor.TorchRuntime;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Weights that several threads use until one of them frees them. Freeing waits for work in progress and rejects later
 * work. All work may use the engine's number of threads at the time the weights were opened, whatever that of the
 * calling thread.
 */
final class SharedWeights implements AutoCloseable {
    private final String owner;
    private final Runnable free;
    private final int threads = TorchRuntime.threads();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closing;
    private boolean freed;

    /**
     * @param owner what the weights belong to, such as "model", for messages
     * @param free frees them
     */
    SharedWeights(String owner, Runnable free) {
        this.owner = owner;
        this.free = free;
    }

    /**
     * Runs {@code work} while holding the weights; nested work is part of the outer work. Never blocks, because work
     * may wait for work on other threads while the weights are being freed.
     *
     * @throws IllegalStateException if the weights have been freed or are about to be
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

    /**
     * Frees the weights, once, on any thread.
     *
     * @throws IllegalStateException if called from inside {@link #use}, for which it would wait forever
     */
    @Override
    public void close() {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("this " + owner + " is in use on this thread; close it afterwards");
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
