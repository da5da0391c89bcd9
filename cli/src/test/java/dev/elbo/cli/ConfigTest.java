package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings as YAML: errors name their line. */
class ConfigTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "data: square;epoch: 3;      | run.yaml:2:1: there is no setting 'epoch'; did you mean 'epochs'?",
                "data: square;epochs: many;  | run.yaml:2:1: epochs: expected N with a whole number of at least 1",
                "epochs: 3;epochs: 4;        | run.yaml:2:1: the key 'epochs' is given twice",
                "data: [square;              | run.yaml:2:1: not valid YAML",
                "just words                  | run.yaml:1:1: expected 'key: value' lines",
                "data: {a: b};               | run.yaml:1:1: expected 'key: value' with plain text on both sides",
                "epochs:;                    | run.yaml:1:1: epochs: expected N with a whole number of at least 1",
                "a: b: c;                    | run.yaml:1:5: not valid YAML",
                "a: *b;                      | run.yaml:1:4: not valid YAML",
            })
    void an_invalid_configuration_is_rejected_with_its_line(String yaml, String sentence) {
        Path file = Fixtures.write(folder.resolve("run.yaml"), yaml.replace(';', '\n'));
        Path out = folder.resolve("run");

        Outcome.ofLine("train --config", file, "--out", out).refusedWith(sentence);

        assertThat(out).doesNotExist();
        assertThat(file).hasContent(yaml.replace(';', '\n'));
    }

    @Test
    void a_missing_or_binary_configuration_is_rejected() {
        Path binary = Fixtures.write(folder.resolve("bytes.yaml"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1, 2});
        Outcome.ofLine("train --config", folder.resolve("absent.yaml")).refusedWith("there is no config file");
        Outcome.ofLine("train --config", binary).refusedWith("bytes.yaml");
        Outcome.ofLine("train --config", folder).refusedWith(folder.toString());
    }

    @Test
    void options_override_the_configuration() {
        Path file = Fixtures.write(folder.resolve("run.yaml"), "data: square\nepochs: 7\nseed: 5\n");
        Path out = folder.resolve("run");
        Outcome.ofLine("train " + Fixtures.TINY + " --config", file, "--out", out)
                .worked();

        assertThat(out.resolve("config.yaml")).content().contains("epochs: 2\n", "seed: 5\n", "data: square\n");
        Fixtures.write(out.resolve("config.yaml"), "epochs: some\n");
        for (String command : new String[] {"info", "evaluate", "report", "compare", "train --resume"}) {
            Outcome.ofLine(command, out).refusedWith("config.yaml:1:1: epochs");
        }
    }

    @Test
    void damaged_files_of_a_run_are_named() throws Exception {
        Path out = folder.resolve("run");
        Outcome.ofLine("train --data square " + Fixtures.TINY + " --out", out).worked();
        for (String name : new String[] {
            "provenance.json",
            "split.json",
            "metrics.csv",
            "checkpoint/state.safetensors",
            "evaluation.json",
            "test-scores.csv"
        }) {
            Path file = out.resolve(name);
            byte[] sound = Files.readAllBytes(file);
            for (String damage : new String[] {"{", "a,b\n1,2\n"}) {
                Fixtures.write(file, damage);
                for (String command : new String[] {"info", "evaluate --samples 5", "compare", "train --resume"}) {
                    Outcome outcome = Outcome.ofLine(command, out);
                    if (outcome.exit() != 0) { // not every command needs every file
                        outcome.refusedWith(file.getFileName().toString());
                    }
                    Fixtures.write(file, damage); // some rewrite it
                }
                Fixtures.write(file, sound);
            }
        }
    }
}
