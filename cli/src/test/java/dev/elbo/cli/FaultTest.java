package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elbo.inference.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals, full and read-only disks and clocks: one sentence, and nothing of the user's is lost. */
@Tag("slow")
class FaultTest {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void data() {
        data = Fixtures.npy(folder.resolve("data.npy"), 200, 6);
    }

    private static boolean shell(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor() == 0;
    }

    /** SIGTERM, SIGINT, and SIGHUP, as from a terminal that is closed. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void a_signal_ends_training_after_its_step_with_one_sentence_and_it_can_be_resumed(String signal, int exit)
            throws Exception {
        Path run = folder.resolve("run");
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Delbo.checkpoint.seconds=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.elbo.cli.Elbo",
                        "train",
                        "--data",
                        data.toString(),
                        "--network",
                        "mlp:8",
                        "--epochs",
                        "1000000",
                        "--early-stopping",
                        "0",
                        "--out",
                        run.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(run.resolve("model.elbo")) && process.isAlive() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertThat(shell("kill", "-" + signal, Long.toString(process.pid()))).isTrue();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(exit);
        assertThat(Files.readString(log))
                .contains("elbo: stopped; a run can be resumed")
                .doesNotContain("SIGSEGV", "Exception");
        TrainedModel.open(run).close();
        int trained = Files.readAllLines(run.resolve("metrics.csv")).size() - 1;
        Outcome.ofLine("train --resume", run, "--epochs", trained + 3).worked();
    }

    /** A place of a given size or mode, for as long as the work takes; needs the right to mount. */
    private void mounted(Path place, List<String> how, Place work) throws Exception {
        Files.createDirectories(place);
        String[] command =
                Stream.concat(how.stream(), Stream.of(place.toString())).toArray(String[]::new);
        assumeTrue(shell(command), "needs the right to mount file systems");
        try {
            work.run();
        } finally {
            shell("umount", place.toString());
        }
    }

    private interface Place {
        void run() throws Exception;
    }

    @Test
    void a_full_disk_costs_nothing_that_was_there() throws Exception {
        Path place = folder.resolve("small");
        mounted(place, List.of("mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs"), () -> {
            Path run = place.resolve("run");
            Outcome.ofLine("train " + Fixtures.TINY + " --data", data, "--out", run)
                    .worked();
            byte[] model = Fixtures.bytes(run.resolve("model.elbo"));
            byte[] evaluation = Fixtures.bytes(run.resolve("evaluation.json"));
            fill(place.resolve("fill"));

            Outcome evaluated = Outcome.ofLine("evaluate --samples 50", run);
            assertThat(evaluated.out()).as("the numbers are printed").contains("-ELBO");
            for (Outcome outcome : List.of(
                    evaluated,
                    Outcome.ofLine("train --epochs 9 --resume", run),
                    Outcome.ofLine("report", run),
                    Outcome.ofLine("generate --count 3000 --out", place.resolve("g.npy"), run))) {
                assertThat(outcome.exit()).isEqualTo(2);
                assertThat(outcome.err()).contains("No space left on device");
            }
            assertThat(Fixtures.bytes(run.resolve("model.elbo"))).containsExactly(model);
            assertThat(Fixtures.bytes(run.resolve("evaluation.json"))).containsExactly(evaluation);
            assertThat(temporaries(place)).isEmpty();

            Files.delete(place.resolve("fill"));
            Outcome.ofLine("train --epochs 9 --resume", run).worked();
        });
    }

    private static void fill(Path file) {
        try (var out = Files.newOutputStream(file)) {
            byte[] block = new byte[512];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // as it should be
        }
    }

    private static List<Path> temporaries(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }

    @Test
    void a_read_only_place_is_named_before_the_work_and_models_in_it_can_be_used() throws Exception {
        Path writable = folder.resolve("writable");
        Path run = writable.resolve("run");
        Outcome.ofLine("train " + Fixtures.TINY + " --data", data, "--out", run).worked();
        Path place = folder.resolve("read-only");
        mounted(place, List.of("mount", "--bind", "-o", "ro", writable.toString()), () -> {
            assumeTrue(!Files.isWritable(place.resolve("run")), "needs a kernel that binds read-only");
            Path there = place.resolve("run");
            Outcome.ofLine("evaluate", there).refusedWith("nothing can be written in the run directory");
            Outcome.ofLine("train --resume", there, "--epochs", 5).refusedWith("cannot");
            Outcome.ofLine("report", there).refusedWith("cannot");
            Outcome.ofLine("generate --sampler mixture:2 --out", folder.resolve("m.npy"), there)
                    .refusedWith("nothing can be written in the run directory");
            Outcome.ofLine("info", there).worked();
            Outcome.ofLine("generate --out", folder.resolve("g.npy"), there).worked();
            Outcome.ofLine("evaluate --data", data, there).worked();
        });
    }

    /** Files of a run are an hour younger than now, as if the clock had been set back since. */
    @Test
    void a_clock_that_was_set_back_does_not_matter() throws Exception {
        Path whole = folder.resolve("whole");
        Path run = folder.resolve("run");
        for (Path out : List.of(whole, run)) {
            Outcome.ofLine("train " + Fixtures.TINY + " --data", data, "--out", out)
                    .worked();
        }
        FileTime later = FileTime.from(Instant.now().plus(Duration.ofHours(1)));
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, later);
            }
        }
        for (Path out : List.of(whole, run)) {
            Outcome.ofLine("train --epochs 5 --resume", out).worked();
        }
        for (String file : List.of("model.elbo", "metrics.csv", "evaluation.json")) {
            assertThat(run.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
    }
}
