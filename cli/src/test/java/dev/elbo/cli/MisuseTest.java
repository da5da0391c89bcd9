package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid commands: each gives one sentence and exit code 2. */
class MisuseTest {
    @TempDir
    Path folder;

    @Test
    void a_missing_command_is_reported() {
        Outcome.of().refusedWith("a command is missing", "elbo --help");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "trian                      | 'elbo' has no command 'trian'; did you mean 'train'?",
                "xyzzy                      | 'elbo' has no command 'xyzzy' (see 'elbo --help')",
                "train --epoch 3            | 'elbo train' has no option '--epoch'; did you mean '--epochs'?",
                "train --epoch=3            | 'elbo train' has no option '--epoch'; did you mean '--epochs'?",
                "train digits               | 'elbo train' does not expect 'digits'",
                "train --epochs 1 --epochs 2 | '--epochs' (N) should be specified only once",
                "evaluate                   | RUN is missing: a run directory (see 'elbo evaluate --help')",
                "encode runs/a --out z.npy  | --data NAME|PATH is missing",
                "encode runs/a --data       | NAME|PATH is missing after --data",
                "evaluate runs/a --samples x| --samples: expected a whole number, got 'x'",
                "data                       | list, fetch or info is missing",
                "data lst                   | 'elbo data' has no command 'lst'; did you mean 'list'?",
            })
    void a_wrong_command_line_gives_a_sentence_with_advice(String line, String sentence) {
        Outcome.ofLine(line).refusedWith(sentence.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--epochs x             | epochs: expected N with a whole number of at least 1, got 'x'",
                "--epochs 0             | epochs: expected N with a whole number of at least 1, got '0'",
                "--batch-size 0         | batch-size: expected N with a whole number of at least 1",
                "--learning-rate -1     | learning-rate: expected RATE[:FACTOR/EPOCHS] with a finite number above"
                        + " 0, got '-1'",
                "--posterior normal:0   | posterior: expected normal:D[:MIN..MAX]|vmf:D[xK][:MIN]|power-spherical",
                "--posterior vmf:0      | with a whole number from 1 to 65535, got '0'",
                "--posterior vmf:2:-1   | with a finite number of at least 0, got '-1'",
                "--posterior vmff:10    | did you mean 'vmf'?",
                "--prior uniform        | prior: uniform is a distribution on a sphere, but the posterior"
                        + " normal:40 is on R^n",
                "--posterior nromal:10  | did you mean 'normal'?",
                "--prior vamp:0         | prior: expected auto|standard|uniform|mixture:K|vamp:K",
                "--prior vmap:5         | did you mean 'vamp'?",
                "--likelihood gausian:1 | did you mean 'gaussian'?",
                "--likelihood gaussian:0| with a finite number above 0, got '0'",
                "--network conv:0       | with a whole number from 1 to 1000000, got '0'",
                "--network gated        | network: expected gated:W,W,..",
                "--objective beta       | objective: expected elbo|beta:B,warm-up:EPOCHS,l2:LAMBDA, got 'beta'",
                "--binarise sometimes   | binarise: expected auto|none|static|dynamic, got 'sometimes'",
                "--split 0.5            | split: expected auto|official|TRAIN,VAL,TEST, got '0.5'",
                "--seed x               | seed: expected N with a whole number, got 'x'",
                "--threads 0            | threads: expected auto|N with a whole number of at least 1, got '0'",
                "--data mnits           | did you mean 'mnist'?",
            })
    void an_invalid_setting_is_reported_with_its_name_and_syntax(String setting, String sentence) {
        Path out = folder.resolve("run");
        Outcome.ofLine("train " + setting + " --offline --out", out).refusedWith(sentence.strip());
        assertThat(out).doesNotExist();
    }

    @Test
    void help_of_every_command_goes_to_standard_output() {
        for (String name : Elbo.commandLine().getSubcommands().keySet()) {
            if (!name.equals("help")) {
                Outcome help = Outcome.of(name, "--help").worked();
                assertThat(help.out()).contains("elbo " + name);
                assertThat(help.err()).isEmpty();
            }
        }
    }
}
