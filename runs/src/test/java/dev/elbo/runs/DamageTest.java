package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.inference.TrainedModel;
import dev.elbo.io.ElboException;
import dev.elbo.io.Sha256;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.RunReport;
import dev.elbo.tensor.SafeTensors;
import dev.elbo.tensor.StoredTensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged parts of a run are named, good results are not replaced by bad ones, and what is optional never stops work. */
class DamageTest {
    @TempDir
    Path directory;

    private SmallRuns runs;
    private Run run;

    @BeforeEach
    void trained() {
        runs = new SmallRuns(directory);
        run = runs.trained("run", runs.config("standard"));
        run.evaluate("test", 20);
    }

    private Run opened() {
        return Run.open(run.directory().path(), runs.access, RunListener.SILENT);
    }

    private static Map<String, byte[]> unzipped(Path file) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    private static void rezip(Path file, Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        Files.write(file, bytes.toByteArray());
    }

    /** The weights with one number replaced. */
    private static byte[] with(byte[] weights, float value) {
        SafeTensors.Contents contents = SafeTensors.read(weights);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(contents.tensors());
        String first = tensors.keySet().iterator().next();
        float[] values = tensors.get(first).values().clone();
        values[1] = value;
        tensors.put(first, new StoredTensor(tensors.get(first).shape(), values));
        return SafeTensors.write(new SafeTensors.Contents(contents.metadata(), tensors));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void weights_that_are_not_finite_are_refused_and_the_good_evaluation_is_kept(float value) throws IOException {
        Path model = run.directory().model();
        byte[] before = SmallRuns.bytes(run.directory().evaluation());
        Map<String, byte[]> parts = unzipped(model);
        byte[] weights = with(parts.get("weights.safetensors"), value);
        parts.put("weights.safetensors", weights);
        parts.put("weights.sha256", Sha256.of(new ByteArrayInputStream(weights)).getBytes(StandardCharsets.UTF_8));
        rezip(model, parts);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> TrainedModel.open(model))
                .withMessageContaining(model + " is not a valid model file (tensor")
                .withMessageContaining("every number must be finite");
        assertThatExceptionOfType(ElboException.class).isThrownBy(() -> opened().evaluate("test", 30));
        assertThat(run.directory().evaluation()).hasBinaryContent(before);
    }

    @Test
    void a_weight_that_changed_by_itself_is_noticed_by_the_digest() throws IOException {
        Path model = run.directory().model();
        Map<String, byte[]> parts = unzipped(model);
        parts.put("weights.safetensors", with(parts.get("weights.safetensors"), 0.125f));
        rezip(model, parts);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> TrainedModel.open(model))
                .withMessageContaining("do not have the SHA-256");
        parts.remove("weights.sha256"); // as written before there were digests
        rezip(model, parts);
        TrainedModel.open(model).close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 99})
    void a_format_that_never_was_is_refused(int format) throws IOException {
        Path model = run.directory().model();
        Map<String, byte[]> parts = unzipped(model);
        String json = new String(parts.get("model.json"), StandardCharsets.UTF_8);
        parts.put(
                "model.json",
                json.replaceFirst("\"format\" : 1", "\"format\" : " + format).getBytes(StandardCharsets.UTF_8));
        rezip(model, parts);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> TrainedModel.open(model))
                .withMessageContaining("format " + format);
    }

    @Test
    void a_checkpoint_that_is_not_finite_does_not_reach_the_model() throws IOException {
        byte[] model = SmallRuns.bytes(run.directory().model());
        Path checkpoint = run.directory().checkpoint();
        Files.write(checkpoint, with(SmallRuns.bytes(checkpoint), Float.NaN));
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> opened().train())
                .withMessageContaining("cannot read the checkpoint " + checkpoint);
        assertThat(run.directory().model()).hasBinaryContent(model);
    }

    @Test
    void fewer_samples_do_not_replace_more_unless_they_are_to() {
        List<RunEvent> events = new ArrayList<>();
        byte[] before = SmallRuns.bytes(run.directory().evaluation());
        Evaluation fewer =
                Run.open(run.directory().path(), runs.access, events::add).evaluate("test", 5);
        assertThat(fewer.samples()).isEqualTo(5);
        assertThat(run.directory().evaluation()).hasBinaryContent(before);
        assertThat(events)
                .anySatisfy(event -> assertThat(event)
                        .isEqualTo(new RunEvent.Noted(
                                "evaluation.json keeps the numbers from 20 samples; those from 5 are not stored")));
        opened().evaluate("test", 5, true);
        assertThat(opened().evaluation().orElseThrow()).isEqualTo(fewer);
        opened().evaluate("test", 40);
        assertThat(opened().evaluation().orElseThrow().samples()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"row,log\n1\n", "row,log\n1,abc\n", "row,log\n1,2.0\n", ""})
    void damaged_scores_are_named_by_the_report(String text) throws IOException {
        Files.writeString(run.directory().scores(), text);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> RunReport.write(opened()))
                .withMessageContaining(run.directory().scores().toString())
                .withMessageEndingWith("evaluate the run again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{", "", "[1]"})
    void a_damaged_stopwatch_or_partial_file_stops_nothing(String text) throws IOException {
        Files.writeString(run.directory().trainingTime(), text);
        Files.writeString(run.directory().partialEstimates(), text);
        assertThat(opened().train()).hasSize(6);
        assertThat(opened().evaluate("test", 30).samples()).isEqualTo(30);
    }

    @Test
    void a_directory_that_is_deleted_while_it_trains_stays_deleted_and_another_run_in_its_place_is_not_touched()
            throws IOException {
        RunConfig config = runs.config("standard").with(Setting.EPOCHS, "3");
        Path path = directory.resolve("gone");
        RunListener deleter = event -> {
            if (event instanceof RunEvent.Step step && step.epoch() == 3 && step.step() == 1) {
                delete(path);
            }
        };
        Run gone = Run.create(path, config, runs.access, deleter);
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(gone::train)
                .withMessage("the run directory " + path
                        + " was removed or replaced while it was trained; training ends, nothing more is written");
        assertThat(path).doesNotExist();

        RunListener replacer = event -> {
            if (event instanceof RunEvent.Step step && step.epoch() == 3 && step.step() == 1) {
                delete(path);
                runs.trained("gone", config.with(Setting.SEED, "7"));
            }
        };
        Run replaced = Run.create(path, config, runs.access, replacer);
        assertThatExceptionOfType(ElboException.class).isThrownBy(replaced::train);
        Run alone = runs.trained("alone", config.with(Setting.SEED, "7"));
        assertThat(path.resolve("model.elbo"))
                .hasBinaryContent(SmallRuns.bytes(alone.directory().model()));
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void metrics_that_are_missing_are_asked_for() throws IOException {
        Files.delete(run.directory().metrics());
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> opened().evaluate("test", 30))
                .withMessageContaining("no metrics.csv; resume its training");
        opened().train();
        opened().evaluate("test", 30);
    }

    @Test
    void samples_and_components_count_in_the_estimate_of_memory() {
        RunConfig many = runs.config("iwae").with(Setting.SAMPLES, "9000000");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> runs.create("many", many))
                .withMessageContaining("fewer samples");
        RunConfig vamp = runs.config("vamp").with(Map.of(Setting.PRIOR, "vamp:1000000", Setting.SAMPLES, "2000"));
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> runs.create("vamp", vamp))
                .withMessageContaining("fewer components");
        assertThat(directory.resolve("many")).doesNotExist();
    }
}
