package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.events.RunListener;
import dev.elbo.inference.ModelFile;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.io.Sha256;
import dev.elbo.tensor.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that train longer than they were meant to, and runs that start from the model of another. */
class ContinuedRunTest {
    @TempDir
    private Path directory;

    private SmallRuns runs;

    @BeforeEach
    void data() {
        runs = new SmallRuns(directory);
    }

    private Run open(Run run) {
        return Run.open(run.directory().path(), runs.access, RunListener.SILENT);
    }

    private static Provenance provenance(Run run) {
        return Json.read(run.directory().provenance(), Provenance.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "vamp", "sphere", "optimal"})
    void an_extended_run_equals_one_that_was_started_with_as_many_epochs(String kind) {
        RunConfig config = runs.config(kind);
        Run whole = runs.trained("whole", config);
        Run run = runs.trained("short", config.with(Setting.EPOCHS, "2"));
        run.evaluate("test", 20);

        Run.extend(run.directory().path(), Map.of(Setting.EPOCHS, "6"));
        Run longer = open(run);
        assertThat(longer.trained()).isFalse();
        longer.train();

        assertThat(SmallRuns.text(longer.directory().metrics()))
                .isEqualTo(SmallRuns.text(whole.directory().metrics()));
        assertThat(SmallRuns.bytes(longer.directory().model()))
                .containsExactly(SmallRuns.bytes(whole.directory().model()));
        assertThat(SmallRuns.text(longer.directory().config()))
                .isEqualTo(SmallRuns.text(whole.directory().config()));
        assertThat(provenance(longer).extensions()).singleElement().satisfies(extension -> {
            assertThat(extension.before()).containsExactly(Map.entry("epochs", "2"));
            assertThat(extension.after()).containsExactly(Map.entry("epochs", "6"));
        });
        longer.evaluate("test", 10); // fewer samples, but of another model
        assertThat(longer.evaluation().orElseThrow().epochs()).isEqualTo(6);
        assertThat(longer.evaluation().orElseThrow().samples()).isEqualTo(10);
    }

    @Test
    void a_run_that_stopped_early_goes_on_with_more_patience() {
        RunConfig config = runs.config("standard").with(Map.of(Setting.EPOCHS, "30", Setting.LEARNING_RATE, "0.3"));
        Run run = runs.trained("patient", config.with(Setting.EARLY_STOPPING, "2"));
        int stopped = run.directory().readMetrics().size();
        assertThat(stopped).isLessThan(30);
        Run.extend(run.directory().path(), Map.of(Setting.EARLY_STOPPING, "0"));
        assertThat(open(run).train()).hasSize(30);
    }

    @Test
    void nothing_but_the_length_of_a_run_can_be_changed() {
        Run run = runs.trained("run", runs.config("standard"));
        Path path = run.directory().path();
        String before = SmallRuns.text(run.directory().config());
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> Run.extend(path, Map.of(Setting.POSTERIOR, "normal:3")))
                .withMessageContaining("posterior: a run keeps its settings, except epochs");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> Run.extend(path, Map.of(Setting.EPOCHS, "5")))
                .withMessage("epochs: " + path + " has been trained for 6 epochs; expected at least as many, got 5");
        Run.extend(path, Map.of(Setting.EPOCHS, "6", Setting.POSTERIOR, "normal:2")); // as they are
        assertThat(SmallRuns.text(run.directory().config())).isEqualTo(before);
        assertThat(provenance(run).extensions()).isEmpty();
    }

    private Run from(Run start, String name, Map<Setting, String> settings) {
        return Run.createFrom(
                start.directory().path(), directory.resolve(name), settings, runs.access, RunListener.SILENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "vamp", "shared"})
    void a_run_that_starts_from_a_model_begins_where_it_ended_and_can_be_repeated_without_it(String kind)
            throws IOException {
        Run first = runs.trained("first", runs.config(kind));
        String modelDigest = Sha256.of(first.directory().model());
        Map<Setting, String> settings =
                new EnumMap<>(Map.of(Setting.EPOCHS, "1", Setting.LEARNING_RATE, "1e-9", Setting.SEED, "5"));
        Run second = from(first, "second", settings);
        assertThat(second.config().posterior()).isEqualTo(first.config().posterior());
        Provenance.Start start = provenance(second).initialModel();
        assertThat(start.sha256()).isEqualTo(modelDigest);
        Map<String, StoredTensor> trained = parameters(first.directory().model());
        Files.delete(first.directory().model());

        open(second).train();
        Map<String, StoredTensor> after = parameters(second.directory().model());
        assertThat(after.keySet()).isEqualTo(trained.keySet());
        trained.forEach((name, tensor) ->
                assertThat(after.get(name).values()).as(name).containsExactly(tensor.values(), within(1e-5f)));
    }

    private static Map<String, StoredTensor> parameters(Path model) {
        try (ModelFile.Opened opened = ModelFile.read(model)) {
            return opened.model().parameters().snapshot();
        }
    }

    @Test
    void columns_keep_the_scales_of_the_model_that_a_run_starts_from() throws IOException {
        Path old = Files.writeString(directory.resolve("old.csv"), table(10, 2));
        Path other = Files.writeString(directory.resolve("new.csv"), table(40, 9));
        Map<Setting, String> settings = Map.of(Setting.DATA, old.toString(), Setting.LIKELIHOOD, "auto");
        Run first = runs.trained("first", runs.config("standard").with(settings));
        Run second = from(first, "second", Map.of(Setting.DATA, other.toString()));
        assertThat(second.prepared().spec()).isEqualTo(first.prepared().spec());
        second.train();
        assertThat(open(second).prepared().spec()).isEqualTo(first.prepared().spec());
    }

    private static String table(double mean, double stdDev) {
        java.util.Random random = new java.util.Random(3);
        StringBuilder csv = new StringBuilder("a,b\n");
        for (int row = 0; row < 50; row++) {
            csv.append(mean + stdDev * random.nextGaussian())
                    .append(',')
                    .append(random.nextGaussian())
                    .append('\n');
        }
        return csv.toString();
    }

    @Test
    void another_model_or_other_rows_are_refused_before_anything_is_created() throws IOException {
        Run first = runs.trained("first", runs.config("standard"));
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> from(first, "other", Map.of(Setting.POSTERIOR, "normal:5")))
                .withMessage("posterior: the run starts from a model with normal:2, got normal:5; omit this setting");
        Path table = Files.writeString(directory.resolve("t.csv"), table(0, 1));
        Run ofTable = runs.trained(
                "table", runs.config("shared").with(Map.of(Setting.DATA, table.toString(), Setting.EPOCHS, "1")));
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() ->
                        from(ofTable, "other", Map.of(Setting.DATA, runs.data().toString())))
                .withMessageContaining("whose rows are 2 columns, but those of the new run are 4x3 grey");
        assertThat(directory.resolve("other")).doesNotExist();
    }
}
