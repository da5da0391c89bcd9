package dev.elbo.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elbo.data.DataException;
import dev.elbo.data.EdgeSplit;
import dev.elbo.data.Graph;
import dev.elbo.data.SparseRows;
import dev.elbo.data.sources.DataDirectories;
import dev.elbo.data.sources.GraphSource;
import dev.elbo.data.sources.KnownData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published graphs if ELBO_DATA contains them, and pickles written by hand. */
class PlanetoidReaderTest {
    @TempDir
    Path folder;

    private static Graph open(String name) {
        String directory = System.getenv("ELBO_DATA");
        assumeTrue(
                directory != null && !directory.isBlank(),
                "ELBO_DATA is not set, so the real " + name + " is not read");
        DataDirectories where = new DataDirectories(List.of(Path.of(directory)), Path.of(directory));
        assumeTrue(GraphSource.available(name, where), directory + " has no files ind." + name + ".*");
        return GraphSource.open(name, where);
    }

    @Test
    void cora_is_the_published_one() {
        Graph cora = open("cora");
        assertThat(cora.nodes()).isEqualTo(2708);
        assertThat(cora.edges().size()).isEqualTo(5278);
        assertThat(cora.features().orElseThrow().columns()).isEqualTo(1433);
        assertThat(cora.features().orElseThrow().entries()).isEqualTo(49216);
        assertThat(cora.features().orElseThrow().values()).containsOnly(1);
        EdgeSplit split = EdgeSplit.random(
                cora.edges(), RandomGeneratorFactory.of("L64X128MixRandom").create(0));
        assertThat(split.validation().size()).isEqualTo(263);
        assertThat(split.test().size()).isEqualTo(527);
        assertThat(split.train().size()).isEqualTo(4488);
    }

    /** Neighbours share words; with test rows in the wrong order theirs would not. */
    @Test
    void the_feature_rows_of_coras_test_nodes_are_in_node_order() {
        Graph cora = open("cora");
        assertThat(wordsSharedWithNeighbours(cora, 0, 1708)).isGreaterThan(2.5);
        assertThat(wordsSharedWithNeighbours(cora, 1708, 2708)).isGreaterThan(2.5);
    }

    /** Mean over the edges with an end among these nodes. */
    private static double wordsSharedWithNeighbours(Graph graph, int first, int end) {
        SparseRows words = graph.features().orElseThrow();
        int[][] neighbours = graph.edges().neighbours();
        double shared = 0;
        int edges = 0;
        for (int node = first; node < end; node++) {
            for (int neighbour : neighbours[node]) {
                shared += shared(words, node, neighbour);
                edges++;
            }
        }
        return shared / edges;
    }

    private static int shared(SparseRows words, int a, int b) {
        int count = 0;
        for (int i = words.rowStart()[a]; i < words.rowStart()[a + 1]; i++) {
            for (int j = words.rowStart()[b]; j < words.rowStart()[b + 1]; j++) {
                count += words.columnOf()[i] == words.columnOf()[j] ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void citeseer_is_the_published_one_with_its_15_missing_nodes_as_zeros() {
        Graph citeseer = open("citeseer");
        assertThat(citeseer.nodes()).isEqualTo(3327);
        assertThat(citeseer.edges().size()).isEqualTo(4552);
        assertThat(citeseer.isolated()).isEqualTo(48);
        assertThat(citeseer.dropped().selfLoops()).isPositive();
        SparseRows features = citeseer.features().orElseThrow();
        assertThat(features.columns()).isEqualTo(3703);
        int empty = 0;
        for (int row = 0; row < features.rows(); row++) {
            empty += features.rowStart()[row] == features.rowStart()[row + 1] ? 1 : 0;
        }
        assertThat(empty).isEqualTo(15);
    }

    @Test
    void graphs_are_described_correctly() {
        for (KnownData known : GraphSource.known().subList(0, 2)) { // the third is not in ELBO_DATA
            Graph graph = open(known.name());
            assertThat(known.description())
                    .contains(String.format(Locale.ROOT, "%,d papers", graph.nodes()))
                    .contains(String.format(
                            Locale.ROOT, "%,d citations", graph.edges().size()))
                    .contains(String.format(
                            Locale.ROOT,
                            "%,d words",
                            graph.features().orElseThrow().columns()));
        }
    }

    private Path pickle(String text) throws IOException {
        return Files.write(folder.resolve("p"), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void refused(String pickle, String sentence) throws IOException {
        Path file = pickle(pickle);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SafeUnpickler.read(file))
                .withMessageContaining("'" + file + "'")
                .withMessageContaining(sentence);
    }

    /** Every way in which a pickle can name a callable. */
    @Test
    void a_pickle_that_names_any_other_object_is_rejected_before_creating_it() throws IOException {
        Path trace = folder.resolve("pwned");
        refused("cos\nsystem\n(S'touch " + trace + "'\ntR.", "refers to the Python object 'os.system'");
        refused("(S'touch " + trace + "'\nios\nsystem\n.", "refers to the Python object 'os.system'");
        refused("\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093(S'x'\ntR.", "the Python object 'os.system'");
        refused("cdecimal\nDecimal\n(S'1'\ntR.", "the Python object 'decimal.Decimal'");
        refused("c__builtin__\neval\n(S'1'\ntR.", "the Python object '__builtin__.eval'");
        refused("\u0080\u0002\u0082\u0001.", "the Python object 'operation 130'");
        refused("Psomething\n.", "the Python object 'operation 80'");
        assertThat(trace).doesNotExist();
    }

    @Test
    void a_damaged_pickle_is_reported_and_allocates_no_memory_for_missing_bytes() throws IOException {
        refused("", "is not a valid Python pickle");
        refused("(dp0\nI1\n(lp1\nI2\na", "is not a valid Python pickle");
        refused("hello", "is not a valid Python pickle");
        refused("T\u00ff\u00ff\u00ff\u007fabc", "is not a valid Python pickle"); // declares a missing string of 2 GB
        refused("I1\n}b.", "sets the state of an object that is not an array");
    }

    @Test
    void dictionaries_of_lists_are_read_in_the_oldest_protocol() throws IOException {
        Path file = pickle("(dp0\nI0\n(lp1\nI1\naI2\nasI1\n(lp2\nI0\nas.");
        assertThat(SafeUnpickler.read(file)).isEqualTo(Map.of(0, List.of(1, 2), 1, List.of(0)));
    }
}
