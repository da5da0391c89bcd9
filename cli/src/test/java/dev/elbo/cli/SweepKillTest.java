package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sweep that is killed or asked to end takes its runs with it, and goes on to the results of one that was not. */
@Tag("slow")
class SweepKillTest {
    private static final int SECONDS = 120;

    @TempDir
    Path folder;

    private List<String> arguments(Path out) {
        return List.of(
                "sweep",
                "--network",
                "mlp:16",
                "--posterior",
                "normal:2",
                "--epochs",
                "400",
                "--early-stopping",
                "0",
                "--evaluation-samples",
                "5",
                "--vary",
                "prior=standard|mixture:3",
                "--jobs",
                "2",
                "--data",
                Fixtures.npy(folder.resolve("data.npy"), 400, 6).toString(),
                "--out",
                out.toString());
    }

    private Process start(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.elbo.cli.Elbo"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
    }

    /** Waits until both runs have made checkpoints. */
    private static void waitForCheckpoints(Path out) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        for (String run : List.of("prior-standard-seed0", "prior-mixture-3-seed0")) {
            while (!Files.exists(out.resolve(run).resolve("checkpoint/state.safetensors"))) {
                assertThat(System.nanoTime())
                        .as("time until a checkpoint of " + run)
                        .isLessThan(end);
                Thread.sleep(50);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_runs_end_with_the_sweep_and_are_resumed_with_it(boolean forcibly) throws Exception {
        Path out = folder.resolve("stopped");
        Process sweep = start(arguments(out));
        waitForCheckpoints(out);
        List<ProcessHandle> runs = sweep.descendants().toList();
        assertThat(runs).hasSize(2);
        if (forcibly) {
            sweep.destroyForcibly();
        } else {
            sweep.destroy();
        }
        assertThat(sweep.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        for (ProcessHandle run : runs) {
            run.onExit().get(SECONDS, TimeUnit.SECONDS);
        }
        Path failures = out.resolve("failures.json");
        assertThat(Files.exists(failures) ? Files.readString(failures) : "")
                .as("a stopped run has not failed")
                .isEmpty();

        Outcome resumed = Outcome.of("sweep", out.toString(), "--jobs", "2").worked();
        assertThat(resumed.out()).contains("2 of 2 runs are evaluated");
        Path whole = folder.resolve("whole");
        Outcome.of(arguments(whole).toArray(String[]::new)).worked();
        for (String file : List.of("model.elbo", "metrics.csv", "evaluation.json")) {
            for (String run : List.of("prior-standard-seed0", "prior-mixture-3-seed0")) {
                assertThat(out.resolve(run).resolve(file))
                        .as(run + " " + file)
                        .hasSameBinaryContentAs(whole.resolve(run).resolve(file));
            }
        }
    }

    @Test
    void one_sweep_at_a_time_uses_a_directory() throws Exception {
        Path out = folder.resolve("busy");
        Process sweep = start(arguments(out));
        try {
            waitForCheckpoints(out);
            Outcome.of("sweep", out.toString()).refusedWith("is already running; wait until it has finished");
        } finally {
            sweep.destroy();
            sweep.waitFor(SECONDS, TimeUnit.SECONDS);
        }
    }
}
