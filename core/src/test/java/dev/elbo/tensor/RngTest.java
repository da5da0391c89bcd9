package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.testing.InScope;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InScope.class)
class RngTest {
    @Test
    void the_same_path_of_labels_gives_the_same_numbers() {
        float[] once =
                Rng.ofSeed(3).child("epoch", 7).child("posterior").normal(50).toFloats();
        float[] again =
                Rng.ofSeed(3).child("epoch", 7).child("posterior").normal(50).toFloats();
        assertThat(again).containsExactly(once);
    }

    @Test
    void a_child_does_not_depend_on_what_its_parent_drew() {
        Rng quiet = Rng.ofSeed(3);
        Rng busy = Rng.ofSeed(3);
        busy.normal(100);
        busy.child("other").uniform(10);
        busy.java().nextLong();
        assertThat(busy.child("a").normal(20).toFloats())
                .containsExactly(quiet.child("a").normal(20).toFloats());
    }

    @Test
    void a_stream_goes_on_from_draw_to_draw() {
        Rng rng = Rng.ofSeed(3);
        assertThat(rng.normal(20).toFloats()).isNotEqualTo(rng.normal(20).toFloats());
    }

    @Test
    void seeds_labels_numbers_and_depths_all_give_different_streams() {
        Set<Long> first = new HashSet<>();
        int streams = 0;
        for (long seed : new long[] {-1, 0, 1, 2, Long.MIN_VALUE, Long.MAX_VALUE}) {
            Rng root = Rng.ofSeed(seed);
            first.add(root.java().nextLong());
            streams++;
            for (String label : new String[] {"", "a", "b", "ab", "ba", "aa", "epoch", "epoch 1"}) {
                first.add(root.child(label).java().nextLong());
                first.add(root.child("a").child(label).java().nextLong());
                streams += 2;
                for (long number = 0; number < 20; number++) {
                    first.add(root.child(label, number).java().nextLong());
                    streams++;
                }
            }
        }
        // child("a").child("b") is a stream of its own, not child("ab")
        assertThat(first).hasSize(streams);
    }

    @Test
    void the_java_generator_is_fixed_by_the_name() {
        assertThat(Rng.ofSeed(5).child("shuffle").java().nextLong())
                .isEqualTo(Rng.ofSeed(5).child("shuffle").java().nextLong());
        assertThat(Rng.ofSeed(0).java().nextLong())
                .as("runs of earlier versions can be repeated")
                .isEqualTo(2415054838236743203L);
    }

    @Test
    void normals_have_the_moments_of_a_normal() {
        double[] x = Rng.ofSeed(11).normal(100_000).toDoubles();
        // Standard errors of the four moments over n draws: 1, √2, √15, √96, each over √n = 316; five of them.
        double[] expected = {0, 1, 0, 3};
        double[] errors = {1, Math.sqrt(2), Math.sqrt(15), Math.sqrt(96)};
        for (int power = 1; power <= 4; power++) {
            double sum = 0;
            for (double value : x) {
                sum += Math.pow(value, power);
            }
            assertThat(sum / x.length)
                    .as("moment " + power)
                    .isCloseTo(expected[power - 1], within(5 * errors[power - 1] / Math.sqrt(x.length)));
        }
    }

    @Test
    void uniforms_fill_the_unit_interval_evenly() {
        double[] x = Rng.ofSeed(11).uniform(100_000).toDoubles();
        int[] counts = new int[20];
        for (double value : x) {
            assertThat(value).isGreaterThanOrEqualTo(0).isLessThan(1);
            counts[(int) (value * 20)]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - 5000.0) * (count - 5000.0) / 5000;
        }
        assertThat(chiSquare).isLessThan(43.8); // 99.9 % of χ² with 19 degrees of freedom
    }

    @Test
    void coins_fall_with_their_probabilities() {
        Tensor p = Tensors.of(new float[] {0, 0.1f, 0.5f, 1}, 1, 4).expand(40_000, 4);
        Tensor draws = Rng.ofSeed(11).bernoulli(p);
        assertThat(draws.times(draws.minus(1)).abs().maxAll().item())
                .as("only 0 and 1")
                .isZero();
        double[] share = draws.mean(0).toDoubles();
        assertThat(share[0]).isZero();
        assertThat(share[3]).isEqualTo(1);
        double bound = 5 * 0.5 / Math.sqrt(40_000); // five standard errors at the widest
        assertThat(share[1]).isCloseTo(0.1, within(bound));
        assertThat(share[2]).isCloseTo(0.5, within(bound));
    }

    @Test
    void no_other_stream_and_no_thread_moves_this_one() throws InterruptedException {
        Rng alone = Rng.ofSeed(9);
        float[] first = alone.normal(20).toFloats();
        float[] second = alone.normal(20).toFloats();
        Rng mine = Rng.ofSeed(9);
        assertThat(mine.normal(20).toFloats()).containsExactly(first);
        Thread other = new Thread(() -> {
            try (Scope scope = Scope.open("other thread")) {
                Rng.ofSeed(9).normal(1000);
            }
        });
        other.start();
        other.join();
        Rng.ofSeed(10).normal(7);
        assertThat(mine.normal(20).toFloats()).containsExactly(second);
    }

    @Test
    void a_stream_ends_with_the_scope_of_its_first_draw() {
        Rng rng = Rng.ofSeed(1);
        try (Scope scope = Scope.open("first draw")) {
            rng.normal(1);
        }
        assertThatExceptionOfType(TensorException.class)
                .isThrownBy(() -> rng.normal(1))
                .withMessageContaining(
                        "random stream used after the scope of its first draw closed; take a child per scope");
    }
}
