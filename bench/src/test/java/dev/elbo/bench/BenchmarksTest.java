package dev.elbo.bench;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Checks that the component benchmarks run. */
class BenchmarksTest {
    private static <B extends ScopedState> void once(B benchmark, Consumer<B> work) {
        assertThatCode(() -> {
                    benchmark.open();
                    work.accept(benchmark);
                    benchmark.close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void divergences() {
        once(new KlBenchmark(), KlBenchmark::gaussianStandard);
        once(new KlBenchmark(), KlBenchmark::gaussianMixture);
        once(new KlBenchmark(), KlBenchmark::vonMisesFisherUniform);
    }

    @Test
    void directions() {
        DirectionsBenchmark benchmark = new DirectionsBenchmark();
        benchmark.m = 10;
        once(benchmark, DirectionsBenchmark::drawWithGradient);
    }

    @Test
    void optimiser() {
        AdamBenchmark benchmark = new AdamBenchmark();
        benchmark.model = "standard";
        once(benchmark, AdamBenchmark::step);
    }

    @Test
    void graphs() {
        once(new GraphBenchmark(), GraphBenchmark::epoch);
    }
}
