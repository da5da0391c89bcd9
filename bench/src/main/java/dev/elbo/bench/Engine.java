package dev.elbo.bench;

import dev.elbo.tensor.TorchRuntime;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/** The number of threads of this process, and of programs that use libtorch without Elbo. */
final class Engine {
    private Engine() {}

    /** OMP_NUM_THREADS, which {@link Launch} sets; without it the number of cores. */
    static int requestedThreads() {
        String threads = System.getenv("OMP_NUM_THREADS");
        return threads == null ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(threads);
    }

    /**
     * Sets the number of threads inside operations of this thread and inside matrix products of all threads. Elbo
     * leaves the latter at one, for as long as the process lives.
     */
    static void useThreads(int threads) {
        TorchRuntime.load(); // which sets the BLAS to one thread
        torch.set_num_threads(threads);
        openblas_nolapack.blas_set_num_threads(threads);
    }
}
