package dev.elbo.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The matrix products alone, into preallocated memory, in the fastest arrangement of threads: a lower bound for any
 * implementation.
 */
final class FloorPeer {
    private FloorPeer() {}

    static Laps measure(Work work, int threads, double seconds) {
        return fastest(Products.of(work, threads), work.perLap(threads), threads, seconds);
    }

    /** The products of a training step, N(0, I) or VampPrior. */
    static Laps step(Step step, Sizes sizes, int threads, double seconds) {
        return fastest(Products.training(step, sizes), 1, threads, seconds);
    }

    /** The products of the log-likelihood of an image, for either prior. */
    static Laps likelihood(Step step, Sizes sizes, int samples, int threads, double seconds) {
        int images = Work.rowsPerLap(samples, threads);
        return fastest(Products.sampling(step, sizes, samples * images), images, threads, seconds);
    }

    /** Measures each arrangement, with a warm-up of its own, and takes the one with the smallest median. */
    private static Laps fastest(List<Product> products, int perLap, int threads, double seconds) {
        int before = torch.get_num_threads();
        try {
            return Arrangement.upTo(threads).stream()
                    .map(arrangement -> {
                        Engine.useThreads(arrangement.threads());
                        return new Laps(
                                Laps.each(perLap, measure(products, arrangement.workers(), seconds)), arrangement);
                    })
                    .min(Comparator.comparingDouble(Laps::median))
                    .orElseThrow();
        } finally {
            Engine.useThreads(1);
            torch.set_num_threads(before);
        }
    }

    private static List<Double> measure(List<Product> products, int workers, double seconds) {
        try (NoGradGuard guard = new NoGradGuard();
                PointerScope memory = new PointerScope();
                Crew crew = new Crew(parts(products, workers))) {
            return Stopwatch.repeat(seconds, crew::lap);
        }
    }

    /** For each worker its share of every product, with common weights. */
    private static List<Runnable> parts(List<Product> products, int workers) {
        List<Tensor> weights = products.stream().map(Product::weights).toList();
        List<Runnable> parts = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            List<Runnable> prepared = IntStream.range(0, products.size())
                    .mapToObj(i -> products.get(i).share(workers).prepare(weights.get(i)))
                    .toList();
            parts.add(() -> {
                try (PointerScope lap = new PointerScope()) {
                    prepared.forEach(Runnable::run);
                }
            });
        }
        return parts;
    }
}
