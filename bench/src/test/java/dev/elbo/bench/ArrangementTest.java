package dev.elbo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrangementTest {
    @Test
    void one_thread_can_be_arranged_in_one_way_and_more_in_three() {
        assertThat(Arrangement.upTo(1)).containsExactly(new Arrangement(1, 1));
        assertThat(Arrangement.upTo(4))
                .containsExactly(new Arrangement(1, 1), new Arrangement(1, 4), new Arrangement(4, 1));
    }

    @Test
    void workers_share_repetitions_first_and_rows_where_there_are_none() {
        assertThat(Product.inner(100, 784, 600).share(2)).isEqualTo(Product.inner(50, 784, 600));
        assertThat(Product.inner(100, 784, 600).share(3).rows()).isEqualTo(34);
        assertThat(Product.forward(20, 500, 784, 600).share(2)).isEqualTo(Product.forward(10, 500, 784, 600));
        assertThat(Product.forward(20, 500, 784, 600).share(3)).isEqualTo(Product.forward(7, 477, 784, 600));
        assertThat(Product.forward(20, 500, 784, 600).share(40)).isEqualTo(Product.forward(1, 250, 784, 600));
    }

    @Test
    void a_lap_of_an_evaluation_gives_every_thread_as_many_rows() {
        assertThat(Work.LIKELIHOOD_VAMP.perLap(2)).isEqualTo(20);
        assertThat(Work.LIKELIHOOD_VAMP.perLap(3)).isEqualTo(21);
        assertThat(Work.SCORE.perLap(64)).isEqualTo(128);
        assertThat(Work.rowsPerLap(1_000_000, 2)).isEqualTo(2);
        assertThat(Work.STEP_VAMP.perLap(2)).isEqualTo(1);
    }

    @Test
    void a_lap_ends_when_every_part_is_done() {
        AtomicInteger done = new AtomicInteger();
        List<Runnable> parts = IntStream.range(0, 3)
                .<Runnable>mapToObj(i -> done::incrementAndGet)
                .toList();
        try (Crew crew = new Crew(parts)) {
            for (int lap = 1; lap <= 100; lap++) {
                crew.lap();
                assertThat(done).hasValue(3 * lap);
            }
        }
    }

    @Test
    void a_part_that_fails_fails_the_lap() {
        try (Crew crew = new Crew(List.of(() -> {}, () -> {
            throw new IllegalArgumentException("wrong sizes");
        }))) {
            assertThatIllegalStateException().isThrownBy(crew::lap).withStackTraceContaining("wrong sizes");
        }
    }
}
