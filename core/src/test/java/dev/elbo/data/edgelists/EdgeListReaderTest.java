package dev.elbo.data.edgelists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import dev.elbo.data.Graph;
import dev.elbo.data.NodePairs;
import dev.elbo.data.SparseRows;
import dev.elbo.data.formats.NodeFeatures;
import dev.elbo.data.sources.DataDirectories;
import dev.elbo.data.sources.GraphSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeListReaderTest {
    @TempDir
    Path folder;

    private Path file(String text) {
        try {
            return Files.writeString(folder.resolve("g.txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Graph read(String text) {
        DataDirectories nowhere = DataDirectories.of(folder, Map.of(), folder);
        return GraphSource.open(file(text).toString(), nowhere);
    }

    private void refused(String text, String sentence) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann bob\nbob  cid\n",
                "ann,bob\nbob, cid",
                "ann\tbob\r\nbob\tcid\r\n",
                "ann;bob;3\nbob;cid;4\n",
                "source,target\nann,bob\nbob,cid\n",
                "# a comment\n\nFrom To\nann bob 0.5\n% more\nbob cid 2\n",
                "\uFEFFsource,target,weight\n\"ann\",\"bob\",1\n\"bob\",\"cid\",1\n"
            })
    void separators_headers_comments_and_further_columns_are_recognised(String text) {
        Graph graph = read(text);
        assertThat(graph.nodeNames()).containsExactly("ann", "bob", "cid");
        assertThat(graph.edges().pairs()).isEqualTo(new NodePairs(new int[] {0, 1}, new int[] {1, 2}));
        assertThat(graph.dropped()).isEqualTo(new Graph.Dropped(0, 0));
        assertThat(graph.features()).isEmpty();
    }

    @Test
    void self_loops_and_repeated_edges_are_dropped_and_counted() {
        Graph graph = read("1 2\n2 1\n1 2\n3 3\n2 2\n2 4\n");
        assertThat(graph.nodeNames()).containsExactly("1", "2", "3", "4");
        assertThat(graph.edges().size()).isEqualTo(2);
        assertThat(graph.dropped()).isEqualTo(new Graph.Dropped(2, 2));
        assertThat(graph.isolated()).as("3 is joined to itself alone").isEqualTo(1);
        assertThat(graph.describe())
                .isEqualTo("g.txt: 4 nodes (1 isolated), 2 edges, no features; dropped 2 self-loops and 2 duplicates");
    }

    @Test
    void nodes_that_look_like_a_header_are_nodes_after_the_first_line() {
        assertThat(read("a b\nfrom to\n").nodeNames()).containsExactly("a", "b", "from", "to");
    }

    @Test
    void a_missing_node_is_named_with_its_line() {
        refused("1,2\n3,\n", "line 2: expected two node names, got '3,'; name both ends of the edge");
        refused("1,2\n,3\n", "line 2: expected two node names, got ',3'");
        refused("1 2\nlonely\n", "line 2: expected two node names, got 'lonely'");
    }

    @Test
    void a_file_without_edges_is_reported() {
        refused("", "has no edge between two different nodes");
        refused("source,target\n", "has no edge between two different nodes");
        refused("1 1\n", "has no edge between two different nodes");
    }

    @Test
    void binary_files_missing_files_and_unknown_graphs_are_reported() throws IOException {
        Path bytes = Files.write(folder.resolve("b"), new byte[] {'a', 0, 'b'});
        DataDirectories where = new DataDirectories(List.of(folder), folder);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> GraphSource.open(bytes.toString(), where))
                .withMessageContaining("is not text (its byte 1 is zero)");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> GraphSource.open(folder.toString(), where))
                .withMessageContaining("is a folder; expected a file of edges");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> GraphSource.open("citeser", where))
                .withMessageContaining("unknown graph 'citeser'")
                .withMessageEndingWith("did you mean 'citeseer'?");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> GraphSource.open("pubmed", where))
                .withMessageContaining("needs the files ind.pubmed.allx, ind.pubmed.tx, ind.pubmed.graph");
    }

    @Test
    void names_in_another_encoding_are_read_and_said_to_be() throws IOException {
        Path file = Files.write(folder.resolve("l.txt"), "\u00e9va bob\n".getBytes(StandardCharsets.ISO_8859_1));
        Graph graph = EdgeListReader.read("l", file);
        assertThat(graph.nodeNames()).containsExactly("\u00e9va", "bob");
        assertThat(graph.notes()).containsExactly("the text is not UTF-8 and was read as Windows-1252 (Latin)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source,target\n\"Smith, 9\",\"O\"\"Hara\"\n\"Smith, 9\",c\n",
                "\"Smith, 9\"\t\"O\"\"Hara\"\n\"Smith, 9\"\tc\n",
                "\"Smith, 9\" \"O\"\"Hara\"\n  \"Smith, 9\"   c\n",
            })
    void a_name_in_quotes_may_contain_the_separator_and_quotes(String text) {
        assertThat(read(text).nodeNames()).containsExactly("Smith, 9", "O\"Hara", "c");
    }

    @Test
    void the_first_line_determines_the_separator() {
        assertThat(read("ann bob\na,b c;d\n").nodeNames()).containsExactly("ann", "bob", "a,b", "c;d");
        assertThat(read("=cmd|x,\"b,c\"\n").nodeNames()).containsExactly("=cmd|x", "b,c");
    }

    @Test
    void ignored_columns_are_named() {
        assertThat(read("source,target,weight\na,b,0.5\n").describe())
                .endsWith("duplicates; the column 'weight' was ignored");
        assertThat(read("a b 1\nc d 2\n").notes()).containsExactly("the third column was ignored");
        assertThat(read("a b 1 x\nc d 2 y\n").notes()).containsExactly("columns 3 to 4 were ignored");
        assertThat(read("a b\nc d\n").notes()).isEmpty();
    }

    private static final String MATRIX = "0 1 0 1\n1 0 1 0\n0 1 0 0\n1 0 0 0\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,1,0,1\n1,0,1,0\n0,1,0,0\n1,0,0,0\n",
                MATRIX,
                "0 2.5 0 1\n2.5 0 1 0\n0 1 0 0\n1 0 0 0\n",
                "0;1;0;1\n0;0;1;0\n0;0;0;0\n0;0;0;0\n"
            })
    void a_square_of_numbers_is_an_adjacency_matrix(String text) {
        Graph graph = read(text);
        assertThat(graph.nodeNames()).containsExactly("0", "1", "2", "3");
        assertThat(graph.edges().pairs()).isEqualTo(new NodePairs(new int[] {0, 0, 1}, new int[] {1, 3, 2}));
        assertThat(graph.notes()).hasSize(1).first().asString().startsWith("read as an adjacency matrix");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b,c\n0,1,0\n1,0,1\n0,1,0\n",
                ",a,b,c\na,0,1,0\nb,1,0,1\nc,0,1,0\n",
                "a b c\na 0 1 0\nb 1 0 1\nc 0 1 0\n",
                "a 0 1 0\nb 1 0 1\nc 0 1 0\n",
            })
    void a_matrix_may_have_names_of_nodes(String text) {
        Graph graph = read(text);
        assertThat(graph.nodeNames()).containsExactly("a", "b", "c");
        assertThat(graph.edges().size()).isEqualTo(2);
        assertThat(graph.dropped()).isEqualTo(new Graph.Dropped(0, 0));
    }

    @Test
    void columns_of_a_matrix_are_matched_to_its_rows_by_name() {
        Graph graph = read(",a,b,c,d\nd,0,0,0,1\nc,0,0,1,0\nb,0,0,0,0\na,0,1,0,0\n");
        assertThat(graph.nodeNames()).containsExactly("d", "c", "b", "a");
        assertThat(graph.edges().pairs()).isEqualTo(new NodePairs(new int[] {2}, new int[] {3}));
        assertThat(graph.dropped().selfLoops()).isEqualTo(2);
        assertThat(read(",b,a,d,c\na,2,0,0,0\nb,0,2,0,0\nc,0,0,3,0\nd,0,0,0,3\n")
                        .notes())
                .as("symmetric only by name")
                .containsExactly("read as an adjacency matrix, ignoring the weights");
    }

    @Test
    void a_matrix_between_two_kinds_of_nodes_is_refused() {
        refused(
                ",i1,i2,i3,i4\nu1,0,1,0,0\nu2,1,0,0,0\nu3,0,0,0,1\nu4,0,0,1,0\n",
                "is a square of 4 x 4 numbers whose rows are called 'u1', 'u2', 'u3', 'u4' but whose columns are"
                        + " called 'i1', 'i2', 'i3', 'i4'; rows and columns of an adjacency matrix are the same nodes");
        refused("a b d\na 0 1 0\nb 1 0 1\nc 0 1 0\n", "whose columns are called 'a', 'b', 'd'");
    }

    @Test
    void a_square_under_the_header_of_an_edge_list_is_none() {
        assertThat(read("source,target,x,y\n1,0,1,1\n2,0,0,1\n3,2,1,1\n")
                        .edges()
                        .size())
                .isEqualTo(3);
    }

    @Test
    void the_size_line_of_a_sparse_matrix_is_no_edge() {
        Graph graph = read("%%MatrixMarket matrix coordinate pattern symmetric\n% by hand\n4 4 3\n1 2\n2 3\n3 1\n");
        assertThat(graph.nodeNames()).containsExactly("1", "2", "3");
        assertThat(graph.edges().size()).isEqualTo(3);
        assertThat(graph.notes()).containsExactly("1 of the 4 nodes of the matrix has no edge and was left out");
        refused("%%MatrixMarket matrix coordinate real general\n4 5 3\n1 2 1\n", "is a matrix of 4 x 5 numbers");
        refused("%%MatrixMarket matrix array real general\n2 2\n1\n0\n0\n1\n", "is a dense matrix");
        assertThat(read("4 5\n1 2\n2 3\n3 1\n4 1\n4 2\n").notes())
                .containsExactly(
                        "the first line, '4 5', was read as an edge although it may give the numbers of nodes and"
                                + " edges; delete it if it does");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Person A,Person B\nann,bob\nbob,cid\ncid,ann\n",
                "id_1 id_2\nann bob\nbob cid\ncid ann\n",
                "paper,cites\n1,2\n2,3\n3,1\n",
                "here,there,km\nann,bob,3\nbob,cid,4\ncid,ann,5\n"
            })
    void a_first_line_that_can_only_be_a_header_is_one(String text) {
        Graph graph = read(text);
        assertThat(graph.nodes()).isEqualTo(3);
        assertThat(graph.edges().pairs().size()).isEqualTo(3);
        assertThat(graph.notes()).anyMatch(note -> note.matches("the first line, '.*', was read as a header.*"));
    }

    @Test
    void a_first_line_that_may_be_a_header_is_an_edge_with_a_note() {
        assertThat(read("here,there\nann,bob\nbob,cid\ncid,ann\n").notes())
                .containsExactly(
                        "the first line, 'here,there', was read as an edge, although its names occur in no other"
                                + " line; delete it if it is a header");
        assertThat(read("n1,n2\nn3,n4\nn4,n5\nn5,n3\n").nodes()).isEqualTo(5);
        assertThat(read("ann,bob\nbob,cid\ncid,ann\n").notes()).isEmpty();
    }

    @Test
    void arrows_between_names_are_no_nodes() {
        for (String arrow : List.of("->", "--", "=>", "<->", "\u2192", "-")) {
            Graph graph = read("n1 A n2\nn2 A n3\n".replace("A", arrow));
            assertThat(graph.nodeNames()).containsExactly("n1", "n2", "n3");
            assertThat(graph.edges().size()).isEqualTo(2);
            assertThat(graph.notes()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "graph G {\n a -- b\n}\n",
                "digraph {\n a -> b;\n}\n",
                "graph [\n node [ id 1 ]\n]\n",
                "*Vertices 3\n1 a\n",
                "<?xml version=\"1.0\"?>\n<graphml/>\n",
                "{\"nodes\": [1, 2],\n\"links\": []}\n",
                "dl n=3 format=edgelist\n1 2\n"
            })
    void graphs_in_other_formats_are_named(String text) {
        refused(text, "; save its edges as lines of two node names");
    }

    @Test
    void what_a_matrix_says_beyond_edges_is_noted() {
        assertThat(read("0 1 1\n0 1 0\n0 0 0\n").notes())
                .containsExactly(
                        "read as an adjacency matrix; it is not symmetric, and an edge in either direction counts");
        assertThat(read("0 1 1\n0 1 0\n0 0 0\n").dropped().selfLoops()).isEqualTo(1);
        assertThat(read("0 2 0 0\n2 0 0 0\n0 0 0 3\n0 0 3 0\n").notes())
                .containsExactly("read as an adjacency matrix, ignoring the weights");
        refused("0 0 0\n0 0 0\n0 0 0\n", "is an adjacency matrix without an edge");
        refused("a,b,a\n0,1,0\n1,0,0\n0,0,0\n", "is an adjacency matrix with two nodes of the same name");
    }

    @Test
    void what_is_nearly_a_matrix_is_named() {
        refused(
                "0 2 0 0 0\n1 0 0 0 0\n0 0 0 3 0\n0 0 3 0 0\n0 0 0 0 0\n",
                "is a square of 5 x 5 numbers, as an adjacency matrix with weights is, but not symmetric; make it"
                        + " symmetric, or give two node names per line");
        refused(
                "0 1 0 1\n1 0 1 0\n0 1 0 0\n",
                "has 3 lines of 4 numbers that begin with 0 or 1, which is no edge list; an adjacency matrix has as"
                        + " many rows as columns");
    }

    @Test
    void edge_lists_with_weights_are_no_matrices() {
        assertThat(read("0 1 1\n1 2 1\n0 2 1\n").edges().size()).isEqualTo(3);
        assertThat(read("0 1 5 7\n1 2 5 7\n0 2 5 7\n2 3 1 7\n").edges().size()).isEqualTo(4);
    }

    @Test
    void features_come_from_a_table_in_any_order_and_may_add_isolated_nodes() throws IOException {
        Path table = Files.writeString(folder.resolve("f.csv"), "node,age,size\nc,0,3\na,1,0\nb,0,2.5\nd,7,8\n");
        Graph graph = NodeFeatures.read(read("a b\nb c\n"), table);
        assertThat(graph.nodeNames()).containsExactly("a", "b", "c", "d");
        assertThat(graph.isolated()).isEqualTo(1);
        SparseRows features = graph.features().orElseThrow();
        assertThat(features.columns()).isEqualTo(2);
        assertThat(features.rowStart()).containsExactly(0, 1, 2, 3, 5);
        assertThat(features.columnOf()).containsExactly(0, 1, 1, 0, 1);
        assertThat(features.values()).containsExactly(1, 2.5f, 3, 7, 8);
    }

    @Test
    void features_that_do_not_match_the_graph_are_reported() throws IOException {
        Graph graph = read("a b\nb c\n");
        assertFeaturesRefused(graph, "a,1\nb,2\n", "has no line for the node 'c' of the graph");
        assertFeaturesRefused(
                graph, "a,1\nb,2\nc,x\n", "has 'x' in line 3, column 2, where a number is expected; correct it");
        assertFeaturesRefused(
                graph, "a,1\nb,1e99\nc,1\n", "has '1e99' in line 2, column 2, which exceeds the range of");
        assertFeaturesRefused(graph, "a,1\nb,2\na,3\n", "line 3: the node 'a' occurs twice");
        assertFeaturesRefused(graph, "a,1\nb,2,3\nc,1\n", "has 3 fields in line 2, but 2 columns");
        assertFeaturesRefused(graph, "", "is empty; expected a table with at least one row");
    }

    private void assertFeaturesRefused(Graph graph, String text, String sentence) throws IOException {
        Path table = Files.writeString(folder.resolve("f.csv"), text);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NodeFeatures.read(graph, table))
                .withMessageContaining(sentence);
    }
}
