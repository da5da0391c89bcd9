package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code elbo links} on typical edge lists of users. */
class LinksTest {
    private static final String QUICK = " --epochs 150 --threads 1 --hidden 8 --posterior normal:4";

    @TempDir
    Path folder;

    private Path graph;

    /** Two complete groups of eight, joined by one edge; the edge a1–a2 is missing from the first. */
    @BeforeEach
    void write() {
        StringBuilder lines = new StringBuilder("source,target\n");
        for (String group : List.of("a", "b")) {
            for (int i = 1; i <= 8; i++) {
                for (int j = i + 1; j <= 8; j++) {
                    boolean missing = group.equals("a") && i == 1 && j == 2;
                    lines.append(missing ? "" : group + i + "," + group + j + "\n");
                }
            }
        }
        lines.append("a8,b8\nb8,a8\na3,a3\n");
        graph = Fixtures.write(folder.resolve("graph.csv"), lines.toString());
    }

    @Test
    void the_missing_edge_of_a_group_is_the_most_probable() {
        Outcome outcome = Outcome.ofLine("links predict --top 3" + QUICK + " --data", graph)
                .worked();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("from,to,logit,common_neighbours");
        assertThat(lines.get(1)).matches("a1,a2,-?[0-9.]+,6");
        assertThat(outcome.err())
                .contains("graph.csv: 16 nodes (0 isolated), 56 edges, no features; dropped 1 self-loops and 1"
                        + " duplicates");
    }

    @Test
    void json_reports_what_was_dropped_and_existing_files_are_never_overwritten() throws Exception {
        Path out = folder.resolve("links.json");
        Outcome.ofLine("links predict --json --top 2" + QUICK + " --out " + out + " --data", graph)
                .worked();
        assertThat(Files.readString(out))
                .contains("\"dropped_self_loops\" : 1", "\"dropped_duplicates\" : 1", "\"from\" : \"a1\"")
                .contains("\"weighting\" : \"gae\"");
        Outcome.ofLine("links predict" + QUICK + " --out " + out + " --data", graph)
                .refusedWith("already exists and is not overwritten");
    }

    @Test
    void the_same_seed_gives_the_same_list() {
        String line = "links predict --weighting pyg --seed 4" + QUICK + " --data";
        assertThat(Outcome.ofLine(line, graph).worked().out())
                .isEqualTo(Outcome.ofLine(line, graph).worked().out());
    }

    @Test
    void evaluation_shows_the_baselines_next_to_the_model_on_a_split_that_can_be_stored() throws Exception {
        Path split = folder.resolve("split.tsv");
        String line =
                "links evaluate --decoder learned --weighting elbo" + QUICK + " --split-file " + split + " --data";
        String first = Outcome.ofLine(line, graph).worked().out();
        assertThat(first)
                .contains("graph-vae", "preferential-attachment", "common-neighbours", "adamic-adar", "β edges")
                .contains("on 5 test edges and as many non-edges; trained on 49 edges");
        assertThat(Files.readString(split)).startsWith("# elbo edge split, nodes: 16\n");
        assertThat(Outcome.ofLine(line, graph).worked().out()).isEqualTo(first);

        Path other = Fixtures.write(folder.resolve("other.txt"), "a b\nb c\n");
        Outcome.ofLine(line, other).refusedWith("is a split of another graph than other.txt");
    }

    @Test
    void users_can_provide_their_own_features() {
        StringBuilder table = new StringBuilder();
        for (String group : List.of("a", "b")) {
            for (int i = 1; i <= 8; i++) {
                table.append(group).append(i).append(group.equals("a") ? ",1,0\n" : ",0,1\n");
            }
        }
        Path features = Fixtures.write(folder.resolve("features.csv"), table.toString());
        Outcome outcome = Outcome.ofLine("links predict --top 1" + QUICK + " --features " + features + " --data", graph)
                .worked();
        assertThat(outcome.err()).contains("2 features");
        assertThat(outcome.out()).contains("a1,a2,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--weighting vgae     | weighting: expected elbo|gae|pyg, got 'vgae'; did you mean 'gae'?",
                "--decoder outer      | decoder: expected inner[:SCALE,BIAS]|learned[:SCALE,BIAS], got 'outer'",
                "--decoder inner:0,1  | decoder: expected inner[:SCALE,BIAS]|learned[:SCALE,BIAS] with a scale"
                        + " other than 0, got 'inner:0,1'",
                "--epochs 0           | epochs: expected N with a whole number from 1 to 999999, got '0'",
                "--learning-rate x    | learning-rate: expected RATE with a finite number above 0, got 'x'",
                "--learning-rate -1   | learning-rate: expected RATE with a finite number above 0, got '-1'",
                "--select best        | select: expected last|validation:EPOCHS, got 'best'",
                "--select validation:5| a prediction trains on all edges, so there are none to validate on",
                "--posterior vfm:4    | posterior: expected",
                "--top 0              | --top: expected a whole number of at least 1, got 0",
                "--features no.csv    | 'no.csv' cannot be read",
                "--epoch 3            | 'elbo links predict' has no option '--epoch'; did you mean '--epochs'?",
            })
    void an_invalid_setting_gives_a_sentence_with_advice(String setting, String sentence) {
        Outcome.ofLine("links predict " + setting + " --data", graph).refusedWith(sentence.strip());
    }

    @Test
    void unusable_graphs_are_reported() {
        Outcome.of("links").refusedWith("predict or evaluate is missing after 'elbo links'");
        Outcome.of("links", "predict").refusedWith("--data NAME|PATH is missing");
        Path lonely = Fixtures.write(folder.resolve("lonely.txt"), "a b\nc\n");
        Outcome.ofLine("links predict --data", lonely).refusedWith("line 2: expected two node names, got 'c'");
        Path complete = Fixtures.write(folder.resolve("complete.txt"), "a b\nb c\na c\n");
        Outcome.ofLine("links predict --data", complete).refusedWith("every pair of the 3 nodes", "is already an edge");
        Path small = Fixtures.write(folder.resolve("small.txt"), "a b\nb c\n");
        Outcome.ofLine("links evaluate --data", small).refusedWith("a graph of 2 edges cannot be split");
    }
}
