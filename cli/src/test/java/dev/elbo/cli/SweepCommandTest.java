package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
    @TempDir
    Path folder;

    private Path data;
    private Path out;

    @BeforeEach
    void prepare() {
        data = Fixtures.npy(folder.resolve("data.npy"), 80, 3);
        out = folder.resolve("sweep");
    }

    private Outcome sweep(String options) {
        return Outcome.ofLine("sweep --network mlp:4 --posterior normal:1 --epochs 2 --evaluation-samples 10 " + options
                + " --data " + data + " --out " + out);
    }

    @Test
    void a_sweep_is_run_in_processes_shown_and_resumed() throws IOException {
        Outcome first =
                sweep("--vary objective=beta:0.5,beta:2 --seeds 2 --jobs 2").worked();
        assertThat(first.err()).contains("[4/4]", "2 combinations with 2 seeds each");
        assertThat(first.out()).contains("−log density", "Differences from objective beta:0.5", "4 of 4 runs");
        assertThat(out.resolve("objective-beta-0.5-seed1/report.html")).exists();
        assertThat(out.resolve("logs/objective-beta-2-seed0.log")).content().contains("epoch 2/2");
        byte[] model = Fixtures.bytes(out.resolve("objective-beta-2-seed1/model.elbo"));

        Outcome shown = Outcome.ofLine("sweep --table --format markdown", out).worked();
        assertThat(shown.out()).contains("| objective").doesNotContain("report:");
        assertThat(Outcome.ofLine("sweep --table --format csv", out).worked().out())
                .startsWith("objective,runs,");
        Outcome again = Outcome.ofLine("sweep", out).worked();
        assertThat(again.err()).contains("4 of 4 runs are complete and reused");

        Path alone = folder.resolve("alone");
        Outcome.ofLine("train --network mlp:4 --posterior normal:1 --epochs 2 --evaluation-samples 10 --threads 1"
                        + " --objective beta:2 --seed 1 --data " + data + " --out " + alone)
                .worked();
        assertThat(alone.resolve("model.elbo")).as("the same run by itself").hasBinaryContent(model);
    }

    @Test
    void a_run_that_fails_is_noted_and_the_exit_code_tells() throws IOException {
        Outcome outcome = sweep("--vary learning-rate=1e-3|1e38");
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("1 run failed", "learning-rate-1e38-seed0: ");
        assertThat(outcome.out()).contains("1 failed");
        assertThat(out.resolve("failures.json")).content().contains("learning-rate-1e38-seed0");
        assertThat(Outcome.ofLine("sweep --table", out).worked().out()).contains("1 failed");
    }

    @Test
    void a_file_says_what_varies() throws IOException {
        Path file = Fixtures.write(folder.resolve("s.yaml"), """
                base: {data: "%s", network: "mlp:4", epochs: 1, evaluation-samples: 5}
                runs:
                  - {posterior: "normal:1"}
                  - {posterior: "normal:2", objective: "beta:0.5,l2:1e-4"}
                seeds: [5]
                """.formatted(data));
        assertThat(Outcome.ofLine("sweep --out " + out + " " + file).worked().out())
                .contains("posterior", "objective", "beta:0.5,l2:1e-4");
        assertThat(out.resolve("posterior-normal-1-seed5")).isDirectory();
        assertThat(out.resolve("sweep.yaml")).content().contains("seeds: [5]");
        Outcome.ofLine("sweep --seeds 3 --out " + out + " " + file).refusedWith("a sweep file has all settings");
        Outcome.ofLine("sweep " + file).refusedWith("--out DIR is missing: directory for the runs of");
    }

    @Test
    void misuse_is_refused_before_any_run_starts() {
        sweep("--vary objective=beta:0.5|bta:1").refusedWith("objective: expected", "did you mean 'beta'?");
        sweep("--vary objective=beta:0.5,l2:1e-4").refusedWith("expected at least two values to vary");
        sweep("--vary objective=beta:0.5,l2:1e-4,beta:1").refusedWith("can be read as one value and as several");
        sweep("--vary nothing=1|2").refusedWith("there is no setting");
        sweep("--vary objective").refusedWith("vary: expected KEY=VALUE|VALUE");
        sweep("--vary seed=1|2").refusedWith("a sweep gives each run its seed");
        sweep("--vary epochs=1|2").refusedWith("epochs: is to vary and also set");
        sweep("--seeds 0").refusedWith("--seeds: expected a whole number from 1 to");
        sweep("--jobs 0").refusedWith("--jobs: expected a whole number from 1 to 256");
        sweep("--format pdf").refusedWith("format: expected text, markdown, csv or latex");
        sweep("--vary likelihood=gaussian:1|bernoulli").refusedWith("likelihood bernoulli: ", "needs values in [0, 1]");
        sweep("--vary objective=beta:1|beta:2 --reference objective=beta:3").refusedWith("reference: expected");
        sweep("--seed 3").refusedWith("'elbo sweep' has no option '--seed'");
        sweep("--table").refusedWith("--table shows the results of a sweep");
        Outcome.ofLine("sweep").refusedWith("--out DIR is missing");
        Outcome.ofLine("sweep --table", folder).refusedWith("is not the directory of a sweep");
        Outcome.ofLine("sweep", folder.resolve("absent")).refusedWith("there is no sweep directory");
        Outcome.ofLine("sweep --out", out).refusedWith("a sweep needs settings");
        assertThat(out).doesNotExist();
    }
}
