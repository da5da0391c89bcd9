package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.io.ElboException;
import dev.elbo.testing.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproductionsTest {
    private static final String ROW = "z1-lambda0-beta0.05";

    @TempDir
    Path directory;

    private final List<String> messages = new ArrayList<>();
    private Optional<Path> page = Optional.empty();

    private String run(String name, String only, int firstSeed, String epochs) {
        RunListener listener = new Messages(messages);
        Map<Setting, String> quick = Map.of(
                Setting.EPOCHS,
                epochs,
                Setting.EVALUATION_SAMPLES,
                "2",
                Setting.BATCH_SIZE,
                "1000",
                Setting.THREADS,
                "1");
        return Reproductions.run(
                new Reproductions.Request(
                        name, List.of(only), firstSeed, OptionalInt.of(1), quick, false, directory, page),
                DataAccess.standard(null, true),
                listener);
    }

    @Test
    void a_run_with_other_settings_is_marked_as_a_preview_and_reused() throws IOException {
        String tables = run("square", ROW, 0, "1");
        assertThat(tables)
                .contains("Previews")
                .contains("epochs 1 instead of 100, batch-size 1000 instead of 100")
                .contains("evaluation-samples 2 instead of 500");
        assertThat(Files.readString(directory.resolve("results.md"))).contains("**Previews**");
        assertThat(directory.resolve("report.html")).exists();
        assertThat(messages).containsExactly(ROW + ", seed 0: training");

        run("square", ROW, 0, "2");
        assertThat(messages)
                .last()
                .isEqualTo(ROW
                        + ", seed 0: reusing an existing result with other settings than requested (epochs 1"
                        + " instead of 2); delete "
                        + directory.resolve(ROW + "-seed0") + " to run it again");
    }

    @Test
    void the_figure_of_the_square_keeps_the_place_of_rows_that_have_not_been_run() throws IOException {
        run("square", ROW, 0, "1");
        String report = Files.readString(directory.resolve("report.html"));
        assertThat(report)
                .contains(">Input<", ">Prior, N(0, 1)<", ">Decoded, λ=0, β=0.05<", ">Not run: λ=0.016, β=0.005<")
                .doesNotContain(">Prior, N(0, I)<");
    }

    @Test
    void the_first_seed_changes_which_runs_not_how_many() {
        run("square", ROW, 3, "1");
        assertThat(directory.resolve(ROW + "-seed3")).isDirectory();
        assertThat(directory.resolve(ROW + "-seed0")).doesNotExist();
        assertThat(directory.resolve(ROW + "-seed4")).doesNotExist();
    }

    @Test
    void names_that_do_not_exist_get_a_suggestion() {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> run("sqare", ROW, 0, "1"))
                .withMessageContaining("did you mean 'square'?");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> run("circle", "s-vea", 0, "1"))
                .withMessageContaining("no row of circle starts with 's-vea'");
    }

    @ParameterizedTest
    @CsvSource({
        "mnist-vamp-z10-h300, mnist-vamp-z10, true",
        "mnist-vamp-z100-h300, mnist-vamp-z10, false",
        "decoupled0.3, decoupled, true",
        "decoupled0.3, decoupled0.3, true",
        "beta10, beta1, false",
        "beta1.8, beta1, false",
        "beta-input, beta, true",
        "learned-r1, learn, false",
        "learned-r1, learned-r1-x, false"
    })
    void rows_are_chosen_by_whole_words_and_numbers(String row, String start, boolean chosen) {
        assertThat(Reproductions.matches(row, start)).isEqualTo(chosen);
    }

    @Test
    void results_replace_what_lies_between_the_markers_of_a_page_and_all_numbers_lie_beside_it() throws IOException {
        Path file = directory.resolve("pages").resolve("square.md");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "# Mine\n\nBefore.\n\n<!-- results -->\nold\n<!-- end of results -->\n\n## Verdict\n\nAfter.\n");
        page = Optional.of(file);
        run("square", ROW, 0, "1");
        String text = Files.readString(file);
        assertThat(text)
                .startsWith("# Mine\n\nBefore.\n\n<!-- results -->\n\n**Uniform square, test rows**")
                .contains("(figures/square-one-latent.png)", "every number in [square.csv](square.csv).")
                .endsWith("<!-- end of results -->\n\n## Verdict\n\nAfter.\n")
                .doesNotContain("old");
        assertThat(file.resolveSibling("figures").resolve("square-one-latent.png"))
                .isNotEmptyFile();
        String[] numbers = Files.readString(file.resolveSibling("square.csv")).split("\n");
        assertThat(numbers[0]).isEqualTo("row,seed,result,measure,value");
        assertThat(numbers)
                .anyMatch(line -> line.matches(ROW + ",0,evaluation,kl_nats,[-0-9.eE]+"))
                .anyMatch(line -> line.matches(ROW + ",0,clouds,normality.distance,[-0-9.eE]+"));

        run("square", ROW, 0, "1");
        assertThat(Files.readString(file)).as("written again").isEqualTo(text);

        Files.writeString(file, "no markers");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> run("square", ROW, 0, "1"))
                .withMessageContaining("expected a line '<!-- results -->'");
        assertThat(file).as("not touched").hasContent("no markers");
    }

    @Test
    void previews_do_not_count_as_done() {
        run("square", ROW, 0, "1");
        assertThat(Reproductions.list(directory.getParent()))
                .allMatch(entry -> entry.done().stream().allMatch(done -> done == 0));
        RowLog log = RowLog.of(directory);
        log.add(new RowLog.Entry(ROW, 0, 12.5, "2026-11-28"));
        log.add(new RowLog.Entry(ROW, 0, 1, "2026-11-29"));
        assertThat(log.entries()).containsExactly(new RowLog.Entry(ROW, 0, 12.5, "2026-11-28"));
        ReproductionCost cost = ReproductionCost.of(
                new Manifold(), List.of(new RowLog.Entry(new Manifold().rows().get(0), 0, 90, "2026-11-28")));
        assertThat(cost.minutes()).isEqualTo(1.5 * new Manifold().seeds());
    }

    @Test
    void a_full_name_chooses_that_row_alone() {
        run("circle", "n-vae", 0, "1");
        assertThat(directory.resolve("n-vae-seed0")).isDirectory();
        assertThat(directory.resolve("n-vae-beta0.1-seed0")).doesNotExist();
    }

    @Test
    void missing_runs_are_empty_cells() {
        for (String name :
                List.of("two-stage", "s-vae-mnist", "gamma", "decoders", "rate-distortion", "dimensions", "circle")) {
            String tables = Reproductions.run(
                    new Reproductions.Request(
                            name,
                            List.of(),
                            0,
                            OptionalInt.of(1),
                            Map.of(),
                            true,
                            directory.resolve(name),
                            Optional.empty()),
                    DataAccess.standard(null, true),
                    RunListener.SILENT);
            assertThat(tables).as(name).contains("–");
            assertThat(directory.resolve(name).resolve("report.html")).exists();
        }
    }

    @Test
    void every_row_of_every_reproduction_has_valid_settings_and_a_unique_name() {
        for (Reproductions.Entry entry : Reproductions.list(directory)) {
            assertThat(entry.rows()).as(entry.name()).doesNotHaveDuplicates().isNotEmpty();
        }
        for (Reproduction reproduction : List.of(
                new LargeVae(),
                new Square(),
                new Manifold(),
                new CircleRecovery(),
                new SVaeMnist(),
                new SVaeLabels(),
                new Sparse(),
                new LinearVae(),
                new TwoStage(),
                new Gamma(),
                new Decoders())) {
            for (Experiment experiment : reproduction.experiments()) {
                assertThat(experiment.config(1, Map.of()).seed()).isEqualTo(1);
            }
        }
    }
}
