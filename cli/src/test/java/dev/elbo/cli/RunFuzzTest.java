package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.testing.Mutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs with a damaged part: the commands that read it succeed with finite numbers, or end with exit code 2 and one
 * sentence. {@code -Delbo.mutations=N} sets the number of mutations of each part, {@code -Delbo.mutations.seed=N} the
 * seed.
 */
class RunFuzzTest {
    private static final int COUNT = Integer.getInteger("elbo.mutations", 5);
    private static final long SEED = Long.getLong("elbo.mutations.seed", 1);
    private static final double MOST_SECONDS = 20;
    private static final Pattern INTERNAL = Pattern.compile(
            "java\\.|javax\\.|Exception|\\bnull\\b|dev\\.elbo|jackson|\\bat \\[|Cannot invoke|ELBO_VERBOSE|\u001b");
    private static final Pattern NOT_FINITE = Pattern.compile("\\bNaN\\b|\\bInfinity\\b");

    @TempDir
    static Path folder;

    private static Path sound;
    private static Path run;
    private static Path data;

    /** A run with every part: evaluated, with a sampler, started from another model, interrupted in its evaluation. */
    @BeforeAll
    static void train() throws IOException {
        data = Fixtures.npy(folder.resolve("data.npy"), 60, 3);
        Path first = folder.resolve("first");
        Outcome.ofLine("train " + Fixtures.TINY + " --data", data, "--out", first)
                .worked();
        sound = folder.resolve("sound");
        Outcome.ofLine("train --epochs 2 --init", first, "--out", sound).worked();
        Outcome.ofLine("generate --sampler mixture:2 --out", folder.resolve("g.csv"), sound)
                .worked();
        Files.writeString(sound.resolve("evaluation.partial.csv"), "model x\n-1,0.1,5,0.2\n-2,0.1,5,0.2\n");
        run = folder.resolve("run");
        Path graph = Fixtures.write(folder.resolve("graph.txt"), "a b\nb c\nc d\nd a\na c\nd e\ne f\nf a\nb e\nc f\n");
        Outcome.ofLine("links predict --epochs 3 --threads 1 --data", graph, "--run", sound.resolve("links"))
                .worked();
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The part, and what reads it; RUN, DATA, GRAPH and OUT stand for paths. */
    @ParameterizedTest
    @CsvSource({
        "config.yaml, info RUN",
        "config.yaml, evaluate RUN --samples 30",
        "provenance.json, info RUN",
        "provenance.json, evaluate RUN --samples 30",
        "split.json, evaluate RUN --samples 30",
        "split.json, train --resume RUN",
        "metrics.csv, info RUN",
        "metrics.csv, report RUN",
        "evaluation.json, report RUN",
        "evaluation.json, compare RUN",
        "evaluation.json, evaluate RUN --samples 30",
        "evaluation.partial.csv, evaluate RUN --samples 30",
        "test-scores.csv, report RUN",
        "training-time.json, train --resume RUN",
        "training-time.json, report RUN",
        "model.elbo, evaluate RUN --samples 30",
        "model.elbo, generate RUN --count 20 --out OUT",
        "model.elbo, score RUN --samples 30 --data DATA --out OUT",
        "initial.elbo, evaluate RUN --samples 30",
        "checkpoint/state.safetensors, train --resume RUN",
        "checkpoint/state.safetensors, report RUN",
        "samplers/mixture-2.safetensors, generate RUN --sampler mixture:2 --count 20 --out OUT",
        "links/config.yaml, info RUN/links",
        "links/provenance.json, links predict --data GRAPH --run RUN/links --epochs 3 --threads 1",
        "links/model.elbo, links predict --data GRAPH --run RUN/links --epochs 3 --threads 1",
        "links/metrics.csv, links predict --data GRAPH --run RUN/links --epochs 3 --threads 1",
        "links/checkpoint/state.safetensors, links predict --data GRAPH --run RUN/links --epochs 3 --threads 1",
    })
    void a_damaged_part_gives_finite_numbers_or_one_sentence(String part, String command) throws IOException {
        byte[] whole = Files.readAllBytes(sound.resolve(part));
        Mutations mutations = new Mutations(SEED + (part + command).hashCode());
        Path out = folder.resolve("out.csv");
        String[] arguments = Stream.of(command.split(" "))
                .map(word -> word.replace("RUN", run.toString())
                        .replace("DATA", data.toString())
                        .replace("GRAPH", folder.resolve("graph.txt").toString())
                        .replace("OUT", out.toString()))
                .toArray(String[]::new);
        for (int i = 0; i < COUNT; i++) {
            copy(sound, run);
            Files.deleteIfExists(out);
            byte[] damaged = mutations.damaged(whole);
            Files.write(run.resolve(part), damaged);
            long start = System.nanoTime();
            Outcome outcome = Outcome.of(arguments);
            double seconds = (System.nanoTime() - start) * 1e-9;
            String about = part + ", " + command + ", mutation " + i + ": " + outcome;
            assertThat(seconds).as(about).isLessThan(MOST_SECONDS);
            check(outcome, about);
            if (outcome.exit() == 0) {
                String results = outcome.out()
                        + (Files.exists(out) ? Files.readString(out) : "")
                        + Files.readString(run.resolve("evaluation.json"));
                boolean ownNumbers = part.equals("evaluation.json"); // words in it that were not read stay as they are
                assertThat(ownNumbers || !NOT_FINITE.matcher(results).find())
                        .as(about + results)
                        .isTrue();
            }
        }
    }

    private static void check(Outcome outcome, String about) {
        assertThat(outcome.exit()).as(about).isIn(0, 2);
        String quoted = outcome.err().replaceAll("'[^'\\n]*'", "''"); // what is quoted is the file's
        assertThat(INTERNAL.matcher(quoted).find()).as(about).isFalse();
        if (outcome.exit() == 2) {
            assertThat(outcome.err().strip().lines().filter(line -> line.startsWith("elbo: ")))
                    .as(about)
                    .isNotEmpty();
            assertThat(outcome.err().strip().lines().reduce("", (a, b) -> b))
                    .as(about)
                    .startsWith("elbo: ");
        }
    }
}
