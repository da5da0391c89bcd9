package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.data.formats.EdgeSplitFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeSplitTest {
    @TempDir
    Path folder;

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Each pair with the given probability. */
    private static Edges randomGraph(int nodes, double density, long seed) {
        RandomGenerator random = random(seed);
        IntStream.Builder from = IntStream.builder();
        IntStream.Builder to = IntStream.builder();
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < i; j++) {
                if (random.nextDouble() < density) {
                    from.add(i);
                    to.add(j);
                }
            }
        }
        return Edges.of(nodes, new NodePairs(from.build().toArray(), to.build().toArray()));
    }

    private static Set<Set<Integer>> set(NodePairs pairs) {
        Set<Set<Integer>> set = new HashSet<>();
        for (int i = 0; i < pairs.size(); i++) {
            assertThat(set.add(Set.of(pairs.from()[i], pairs.to()[i]))).isTrue();
        }
        return set;
    }

    /** At 0.8 dense enough that most sampled pairs are edges. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.8})
    void every_edge_is_in_one_part_and_negatives_are_distinct_non_edges(double density) {
        Edges edges = randomGraph(60, density, 1);
        EdgeSplit split = EdgeSplit.random(edges, random(2));
        assertThat(split.validation().size()).isEqualTo(edges.size() / 20);
        assertThat(split.test().size()).isEqualTo(edges.size() / 10);
        assertThat(split.validationNegatives().size())
                .isEqualTo(split.validation().size());
        assertThat(split.testNegatives().size()).isEqualTo(split.test().size());

        Set<Set<Integer>> positives = set(split.train().pairs());
        positives.addAll(set(split.validation()));
        positives.addAll(set(split.test()));
        assertThat(positives).isEqualTo(set(edges.pairs()));
        Set<Set<Integer>> negatives = set(split.validationNegatives());
        negatives.addAll(set(split.testNegatives()));
        assertThat(negatives).hasSize(split.validation().size() + split.test().size());
        assertThat(negatives).doesNotContainAnyElementsOf(positives);
        assertThat(split.all().pairs()).isEqualTo(edges.pairs());
    }

    @Test
    void a_seed_gives_the_same_split_and_another_seed_another() {
        Edges edges = randomGraph(60, 0.2, 1);
        assertThat(EdgeSplitFile.text(EdgeSplit.random(edges, random(5))))
                .isEqualTo(EdgeSplitFile.text(EdgeSplit.random(edges, random(5))))
                .isNotEqualTo(EdgeSplitFile.text(EdgeSplit.random(edges, random(6))));
    }

    @Test
    void a_saved_split_is_read_back_unchanged() throws IOException {
        EdgeSplit split = EdgeSplit.random(randomGraph(60, 0.2, 1), random(5));
        EdgeSplit read = EdgeSplitFile.read(Files.writeString(folder.resolve("s.tsv"), EdgeSplitFile.text(split)));
        assertThat(read.train().pairs()).isEqualTo(split.train().pairs());
        assertThat(read.validation()).isEqualTo(split.validation());
        assertThat(read.validationNegatives()).isEqualTo(split.validationNegatives());
        assertThat(read.test()).isEqualTo(split.test());
        assertThat(read.testNegatives()).isEqualTo(split.testNegatives());
    }

    @Test
    void a_pair_in_two_parts_is_a_leak_in_either_direction() {
        NodePairs edge = new NodePairs(new int[] {0}, new int[] {1});
        NodePairs reversed = new NodePairs(new int[] {1}, new int[] {0});
        NodePairs other = new NodePairs(new int[] {2}, new int[] {3});
        NodePairs none = new NodePairs(new int[0], new int[0]);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new EdgeSplit(Edges.of(4, edge), none, none, reversed, other))
                .withMessage("the edge split leaks: the pair (0, 1) of part 'test' is also in another part;"
                        + " create a new split");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new EdgeSplit(Edges.of(4, none), edge, reversed, none, other));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new EdgeSplit(Edges.of(4, edge), none, other, none, other));
    }

    @Test
    void a_damaged_file_is_reported_with_its_line() throws IOException {
        Path file =
                Files.writeString(folder.resolve("s.tsv"), "# elbo edge split, nodes: 4\ntrain\t0\t1\ntest\t2\t4\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> EdgeSplitFile.read(file))
                .withMessageContaining("line 3: expected one of")
                .withMessageContaining("two nodes from 0 to 3 separated by tabs, got 'test\\t2\\t4'");
        Path other = Files.writeString(folder.resolve("o.tsv"), "a b\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> EdgeSplitFile.read(other))
                .withMessageContaining("is not an edge split");
    }

    @Test
    void too_few_edges_or_non_edges_are_reported() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> EdgeSplit.random(randomGraph(6, 1, 1), random(1)))
                .withMessageContaining("a graph of 15 edges cannot be split; expected at least 20");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> EdgeSplit.random(randomGraph(20, 1, 1), random(1)))
                .withMessageContaining("has only 0 pairs without an edge, but 28 are needed as negatives");
    }

    @Test
    void edges_are_simple_sorted_and_found_in_both_directions() {
        Edges edges = Edges.of(5, new NodePairs(new int[] {3, 1, 3, 2, 1}, new int[] {1, 3, 0, 2, 4}));
        assertThat(edges.pairs()).isEqualTo(new NodePairs(new int[] {0, 1, 1}, new int[] {3, 3, 4}));
        assertThat(edges.contains(3, 1)).isTrue();
        assertThat(edges.contains(1, 3)).isTrue();
        assertThat(edges.contains(2, 2)).isFalse();
        assertThat(edges.nonEdges()).isEqualTo(7);
        assertThat(edges.neighbours()).isDeepEqualTo(new int[][] {{3}, {3, 4}, {}, {0, 1}, {1}});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Edges.of(2, new NodePairs(new int[] {2}, new int[] {0})))
                .withMessage("node 2 is not in 0..1");
    }
}
