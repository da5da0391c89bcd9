package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs that are continued, and runs whose parts do not belong together. */
class RunPartsTest {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void data() {
        data = Fixtures.npy(folder.resolve("data.npy"), 60, 3);
    }

    private static JsonNode json(Outcome outcome) {
        return JsonMapper.shared().readTree(outcome.worked().out());
    }

    private Path copyOfRun() throws IOException {
        Path copy = folder.resolve("copy");
        Outcome.ofLine("train " + Fixtures.TINY + " --data", data, "--out", copy)
                .worked();
        return copy;
    }

    private static void replace(Path file, String old, String by) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, by));
    }

    @Test
    void a_model_that_is_not_the_one_of_the_settings_is_not_evaluated_under_their_name() throws IOException {
        Path copy = copyOfRun();
        replace(copy.resolve("config.yaml"), "likelihood: auto", "likelihood: student-t");
        Outcome.ofLine("evaluate", copy)
                .refusedWith("is not the model of the settings", "likelihood gaussian:per-column instead of student-t");
        replace(copy.resolve("config.yaml"), "likelihood: student-t", "likelihood: auto");
        replace(copy.resolve("config.yaml"), "posterior: normal:2", "posterior: normal:5");
        Outcome.ofLine("train --resume", copy, "--epochs", "5")
                .refusedWith("is not a checkpoint of the model that config.yaml describes");
        Files.writeString(copy.resolve("config.yaml"), "");
        Outcome.ofLine("info", copy).refusedWith("has no setting data");
    }

    @Test
    void training_without_its_checkpoint_does_not_replace_a_model() throws IOException {
        Path copy = copyOfRun();
        byte[] model = Fixtures.bytes(copy.resolve("model.elbo"));
        Files.delete(copy.resolve("checkpoint/state.safetensors"));
        Outcome.ofLine("train --resume", copy).refusedWith("has a model but no checkpoint");
        assertThat(Fixtures.bytes(copy.resolve("model.elbo"))).containsExactly(model);
    }

    @Test
    void numbers_that_no_evaluation_gives_are_refused_and_control_characters_escaped() throws IOException {
        Path copy = copyOfRun();
        String sound = Files.readString(copy.resolve("evaluation.json"));
        for (String wrong : List.of("\"samples\" : -5", "\"samples\" : 0")) {
            Files.writeString(copy.resolve("evaluation.json"), sound.replaceFirst("\"samples\" : \\d+", wrong));
            Outcome.ofLine("compare", copy).refusedWith("numbers that no evaluation gives", "evaluate the run again");
        }
        Files.writeString(
                copy.resolve("evaluation.json"),
                sound.replaceFirst("\"nll_nats\" : [-0-9.E]+", "\"nll_nats\" : \"NaN\""));
        Outcome.ofLine("compare", copy).refusedWith("evaluation.json", "evaluate the run again");
        Files.writeString(copy.resolve("evaluation.json"), sound.replace("gaussian:per-column", "gaussian\\u001b[31m"));
        assertThat(Outcome.ofLine("compare", copy).worked().out())
                .doesNotContain("\u001b")
                .contains("\\x1b");
        Files.writeString(copy.resolve("evaluation.json"), sound);

        Files.writeString(
                copy.resolve("metrics.csv"), Files.readString(copy.resolve("metrics.csv")) + "3,1,1,NaN,1,1,1,1,1\n");
        Outcome.ofLine("report", copy).refusedWith("metrics.csv", "line 4 is not the finite numbers of epoch 3");
    }

    @Test
    void numbers_that_cannot_be_stored_are_printed() throws IOException {
        Path copy = folder.resolve("run");
        Outcome.ofLine("train " + Fixtures.TINY + " --data", data, "--out", copy)
                .worked();
        Files.delete(copy.resolve("test-scores.csv"));
        Files.createDirectories(copy.resolve("test-scores.csv/in-the-way"));
        Outcome outcome = Outcome.ofLine("evaluate --json --samples 40", copy);
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("the evaluation is finished but not stored: cannot write");
        assertThat(JsonMapper.shared().readTree(outcome.out()).get("samples").intValue())
                .isEqualTo(40);
    }

    @Test
    void a_finished_run_trains_longer_and_another_starts_from_its_model() {
        Path first = folder.resolve("first");
        Outcome.ofLine("train " + Fixtures.TINY + " --data", data, "--out", first)
                .worked();
        Outcome longer =
                Outcome.ofLine("train --epochs 4 --json --resume", first).worked();
        assertThat(longer.err()).contains("resuming after epoch 2");
        assertThat(json(longer).get("epochs").intValue()).isEqualTo(4);
        assertThat(Outcome.ofLine("info", first).worked().out()).contains("epochs 2 to 4");
        Outcome.ofLine("train --epochs 3 --resume", first).refusedWith("has been trained for 4 epochs");

        Path second = folder.resolve("second");
        Path rows = Fixtures.npy(folder.resolve("more.npy"), 50, 3);
        Outcome.ofLine("train --epochs 1 --data", rows, "--init", first, "--out", second)
                .worked();
        assertThat(Outcome.ofLine("info", second).worked().out())
                .contains("initial model")
                .contains("model.elbo");
        Outcome.ofLine("train --posterior normal:7 --init", first, "--out", folder.resolve("third"))
                .refusedWith("posterior: the run starts from a model with");
    }

    @Test
    void other_rows_are_evaluated_without_the_data_of_the_run() throws IOException {
        Path copy = copyOfRun();
        Path rows = Fixtures.npy(folder.resolve("rows.npy"), 20, 3);
        Files.delete(data);
        JsonNode evaluation = json(Outcome.ofLine("evaluate --json --samples 30 --data", rows, copy));
        assertThat(evaluation.get("rows").intValue()).isEqualTo(20);
        assertThat(evaluation.get("posterior").stringValue()).isEqualTo("normal:2");
    }
}
