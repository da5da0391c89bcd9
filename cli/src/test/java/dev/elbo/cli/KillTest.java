package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.config.ConfigFile;
import dev.elbo.inference.TrainedModel;
import dev.elbo.runs.RunDirectory;
import dev.elbo.tensor.SafeTensors;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Work that is killed at random moments and repeated gives the same bits as work that was not: training, and what uses a
 * trained model.
 *
 * <p>{@code -Delbo.kills=40} kills training 40 times and each of the other commands as often: 200 kills.
 */
@Tag("slow")
class KillTest {
    private static final int KILLS = Integer.getInteger("elbo.kills", 6);
    private static final int KILLS_OF_OTHERS = Integer.getInteger("elbo.kills", 2);
    private static final int EPOCHS = 60 * KILLS;

    @TempDir
    Path folder;

    private final Random random = new Random(20);

    /** Resumed without the option, as it was begun: with one thread, and divided among two workers. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void killed_and_resumed_training_equals_uninterrupted_training(int workers) throws Exception {
        Path data = Fixtures.npy(folder.resolve("data.npy"), 200, 6);
        List<String> settings = List.of(
                "--data",
                data.toString(),
                "--posterior",
                "normal:3",
                "--prior",
                "vamp:7",
                "--network",
                "gated:16,16",
                "--epochs",
                EPOCHS + "",
                "--early-stopping",
                "0",
                "--batch-size",
                "40",
                "--evaluation-samples",
                "20",
                "--threads",
                workers + "",
                "--workers",
                workers + "");
        Path whole = folder.resolve("whole");
        Path broken = folder.resolve("broken");
        finish(train(settings, whole));

        int training = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            boolean exists = Files.exists(broken.resolve("config.yaml"));
            Process process = exists ? elbo(List.of("train", "--resume", broken.toString())) : train(settings, broken);
            boolean early = kill % 5 == 1; // most kills hit training, some the start of the process
            training += awaitKill(process, broken, early) ? 1 : 0;
            everyFileParses(broken);
        }
        finish(elbo(List.of("train", "--resume", broken.toString())));

        assertThat(training).as("kills while training").isGreaterThanOrEqualTo(KILLS / 2);
        for (String file : List.of(
                "model.elbo",
                "metrics.csv",
                "checkpoint/state.safetensors",
                "split.json",
                "test-scores.csv",
                "evaluation.json")) {
            assertThat(broken.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(temporaries(broken)).isEmpty();
    }

    private record Work(List<String> command, List<String> results) {}

    /** Commands as they are given a folder with a trained run and a graph, and the files they make. */
    private static Work work(String name, Path in) {
        String run = in.resolve("run").toString();
        return switch (name) {
            case "evaluate" ->
                new Work(
                        List.of("evaluate", run, "--samples", "3000"),
                        List.of("run/evaluation.json", "run/test-scores.csv"));
            case "sampler" ->
                new Work(
                        List.of("generate", run, "--sampler", "two-stage:16:50", "--out", in.resolve("g.npy") + ""),
                        List.of("g.npy", "run/samplers/two-stage-16-50.safetensors"));
            case "report" -> new Work(List.of("report", run), List.of("run/report.html"));
            default ->
                new Work(
                        List.of(
                                "links",
                                "predict",
                                "--data",
                                in.resolve("graph.txt").toString(),
                                "--run",
                                in.resolve("links").toString(),
                                "--epochs",
                                "150",
                                "--threads",
                                "1"),
                        List.of("links/model.elbo", "links/metrics.csv"));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "sampler", "report", "links"})
    void what_uses_a_model_is_killed_and_repeated_with_the_same_results(String name) throws Exception {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Path data = Fixtures.npy(folder.resolve("data.npy"), 400, 6);
        Fixtures.write(whole.resolve("graph.txt"), graph());
        finish(train(
                List.of(
                        "--data",
                        data.toString(),
                        "--posterior",
                        "normal:3",
                        "--network",
                        "mlp:16",
                        "--epochs",
                        "20",
                        "--evaluation-samples",
                        "10",
                        "--threads",
                        "1"),
                whole.resolve("run")));
        Path broken = folder.resolve("broken");
        copy(whole, broken);
        Work uninterrupted = work(name, whole);
        long start = System.nanoTime();
        finish(elbo(uninterrupted.command()));
        long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

        Work killed = work(name, broken);
        for (int kill = 0; kill < KILLS_OF_OTHERS; kill++) {
            Process process = elbo(killed.command());
            Thread.sleep(random.nextLong(milliseconds));
            process.destroyForcibly().waitFor();
            everyFileParses(broken.resolve("run"));
            Files.deleteIfExists(broken.resolve("g.npy"));
        }
        finish(elbo(killed.command()));
        for (String file : uninterrupted.results()) {
            String expected = text(whole.resolve(file)).replace(whole.toString(), broken.toString());
            assertThat(text(broken.resolve(file))).as(file).isEqualTo(expected);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private String graph() {
        StringBuilder edges = new StringBuilder();
        for (int edge = 0; edge < 300; edge++) {
            edges.append(random.nextInt(60))
                    .append(' ')
                    .append(random.nextInt(60))
                    .append('\n');
        }
        return edges.toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    @Test
    void a_terminated_process_ends_after_its_step_with_one_sentence_and_no_crash() throws Exception {
        Path data = Fixtures.npy(folder.resolve("data.npy"), 200, 6);
        Path run = folder.resolve("run");
        Process process =
                train(List.of("--data", data.toString(), "--epochs", "1000000", "--early-stopping", "0"), run);
        FileTime before = checkpointTime(run);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (checkpointTime(run).equals(before) && process.isAlive() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        process.destroy(); // SIGTERM
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("128 + 15: ended by the signal").isEqualTo(143);
        assertThat(Files.readString(folder.resolve("log.txt")))
                .contains("elbo: stopped; a run can be resumed")
                .doesNotContain("SIGSEGV");
        everyFileParses(run);
    }

    /** Kills the process; true if training had started. */
    private boolean awaitKill(Process process, Path run, boolean early) throws Exception {
        FileTime before = checkpointTime(run);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        if (early) {
            Thread.sleep(100 + random.nextInt(1500));
        } else {
            while (checkpointTime(run).equals(before) && process.isAlive() && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
            Thread.sleep(random.nextInt(250));
        }
        assertThat(process.isAlive())
                .as("the process still runs when it is killed")
                .isTrue();
        process.destroyForcibly().waitFor();
        return !checkpointTime(run).equals(before);
    }

    private static FileTime checkpointTime(Path run) throws IOException {
        Path file = run.resolve("checkpoint/state.safetensors");
        return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
    }

    private static void everyFileParses(Path run) throws IOException {
        if (!Files.exists(run.resolve("config.yaml"))) {
            return;
        }
        assertThat(ConfigFile.read(run.resolve("config.yaml"))).isNotEmpty();
        new RunDirectory(run).readMetrics();
        for (Path file : files(run)) {
            String name = file.getFileName().toString();
            if (name.equals("state.safetensors")) {
                assertThat(SafeTensors.read(Files.readAllBytes(file)).tensors()).isNotEmpty();
            } else if (name.equals("model.elbo")) {
                TrainedModel.open(file).close();
            } else if (name.endsWith(".json")) {
                assertThat(Files.readString(file).strip()).startsWith("{").endsWith("}");
            }
        }
        assertThat(temporaries(run)).as("left by one kill").hasSizeLessThanOrEqualTo(1);
    }

    private static List<Path> temporaries(Path run) throws IOException {
        return files(run).stream().filter(f -> f.toString().endsWith(".tmp")).toList();
    }

    private static List<Path> files(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Process train(List<String> settings, Path out) throws IOException {
        List<String> args = new ArrayList<>(List.of("train"));
        args.addAll(settings);
        args.addAll(List.of("--out", out.toString()));
        return elbo(args);
    }

    private Process elbo(List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Delbo.checkpoint.seconds=0",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.elbo.cli.Elbo"));
        command.addAll(args);
        File log = folder.resolve("log.txt").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private void finish(Process process) throws Exception {
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("log.txt")))
                .isZero();
    }
}
