package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small trained run and everything that the commands can do with it. */
class UseTest {
    private static final Set<String> PROMISED = Set.of(
            "nll_nats",
            "nll_standard_error",
            "bits_per_dim",
            "elbo_nats",
            "reconstruction_nats",
            "kl_nats",
            "active_units",
            "samples",
            "mean_samples",
            "data",
            "split",
            "likelihood");

    @TempDir
    static Path shared;

    private static Path data;
    private static Path run;
    private static Outcome training;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        data = Fixtures.npy(shared.resolve("data.npy"), 60, 3);
        run = shared.resolve("run");
        training = Outcome.ofLine("train " + Fixtures.TINY + " --json --data", data, "--out", run)
                .worked();
    }

    private static JsonNode json(Outcome outcome) {
        return JsonMapper.shared().readTree(outcome.worked().out());
    }

    private byte[] written(String command, Object... more) {
        Path out = folder.resolve("out-" + new Random().nextLong() + ".npy");
        Outcome outcome = Outcome.ofLine(command + " --out " + out, more).worked();
        assertThat(outcome.out()).as("standard output").isEmpty();
        return Fixtures.bytes(out);
    }

    @Test
    void standard_output_is_exactly_the_documented_json() {
        JsonNode evaluation = json(Outcome.ofLine("evaluate --json --samples 30", run));

        assertThat(evaluation.propertyNames()).containsAll(PROMISED);
        assertThat(evaluation.get("samples").intValue()).isEqualTo(30);
        assertThat(json(training).propertyNames()).containsAll(PROMISED);
        assertThat(json(Outcome.ofLine("info --json", run)).propertyNames())
                .contains("state", "settings", "provenance");
    }

    @Test
    void rows_may_end_early_at_a_precision_and_results_say_how_many_samples_they_had() throws IOException {
        JsonNode fixed = json(Outcome.ofLine("evaluate --json --samples 3000 --split train", run));
        assertThat(fixed.get("mean_samples").doubleValue()).isEqualTo(3000);
        JsonNode early = json(Outcome.ofLine("evaluate --json --samples 3000 --precision 0.5 --split train", run));
        assertThat(early.get("samples").intValue()).isEqualTo(3000);
        assertThat(early.get("mean_samples").doubleValue()).isBetween(200.0, 2999.0);
        assertThat(early.get("estimator").stringValue()).endsWith("until its standard error is at most 0.5 nats");
        assertThat(Outcome.ofLine("evaluate --samples 3000 --precision 0.5 --split train", run)
                        .worked()
                        .out())
                .containsPattern("S = \\d+ on average, at most 3000");
        Path scores = folder.resolve("early.csv");
        Outcome.ofLine("score --precision 0.5", run, "--data", data, "--out", scores)
                .worked();
        List<String> lines = Files.readAllLines(scores);
        assertThat(lines.get(0)).endsWith(",reliable,samples");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> {
            int samples = (int) Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
            return samples >= 200 && samples <= 1000;
        });
        for (String command : List.of("evaluate", "score --data x.csv --out y.csv")) {
            for (String wrong : List.of("0", "-1", "NaN", "Infinity")) {
                Outcome.ofLine(command + " --precision " + wrong, run)
                        .refusedWith("--precision: expected a positive number of nats");
            }
        }
    }

    @Test
    void evaluation_uses_the_requested_set() {
        assertThat(json(Outcome.ofLine("evaluate --json --samples 5 --split train", run))
                        .get("rows")
                        .intValue())
                .isEqualTo(48);
        Outcome.ofLine("evaluate --split tset", run).refusedWith("did you mean 'test'?");
        Outcome.ofLine("evaluate --samples 0", run)
                .refusedWith("--samples: expected a whole number from 1 to 1000000, got 0");
        Outcome.ofLine("evaluate --samples 1000001", run).refusedWith("from 1 to 1000000, got 1000001");
        Outcome.ofLine("score --samples -3", run, "--data", data, "--out", folder.resolve("s.npy"))
                .refusedWith("--samples: expected a whole number from 1 to 1000000, got -3");
        Outcome.ofLine("generate --count 0 --out", folder.resolve("g.npy"), run).refusedWith("--count");
    }

    @Test
    void other_rows_are_evaluated_as_those_of_the_run_and_nothing_is_stored() {
        byte[] before = Fixtures.bytes(run.resolve("evaluation.json"));
        JsonNode other = json(Outcome.ofLine("evaluate --json --samples 300 --data", data, run));
        JsonNode own = json(Outcome.ofLine("evaluate --json --samples 300 --split all", run));
        assertThat(other.get("rows").intValue()).isEqualTo(60);
        assertThat(other.get("split").stringValue()).isEqualTo("all");
        assertThat(other.get("nll_nats").doubleValue())
                .isCloseTo(
                        own.get("nll_nats").doubleValue(),
                        within(0.05)); // the same rows in another order, other samples
        assertThat(Fixtures.bytes(run.resolve("evaluation.json"))).containsExactly(before);
        Outcome.ofLine("evaluate --split test --data", data, run).refusedWith("omit --split and --replace");
        Outcome.ofLine("evaluate --rows 5", run).refusedWith("--chains and --rows go with --annealed STEPS");
        Outcome.ofLine("evaluate --annealed 0", run).refusedWith("--annealed: expected a whole number of at least 1");
        Outcome.ofLine("evaluate --annealed 5 --replace", run).refusedWith("omit --data, --replace and --precision");
        JsonNode check = json(Outcome.ofLine("evaluate --annealed 5 --rows 3 --chains 4 --samples 20 --json", run));
        assertThat(check.get("rows").asInt()).isEqualTo(3);
        assertThat(check.get("chains").asInt()).isEqualTo(4);
        assertThat(check.get("annealed_nats").asDouble()).isFinite();
        Outcome.ofLine("evaluate --data", Fixtures.npy(folder.resolve("wide.npy"), 5, 4), run)
                .refusedWith("the model takes rows of 3 columns, but", "has 4 columns");
    }

    @Test
    void decoded_latents_are_reconstructions_and_traversals_pass_through_the_start() throws IOException {
        Path latents = folder.resolve("z.csv");
        Outcome.ofLine("encode --out", latents, run, "--data", data).worked();
        byte[] decoded = written("decode --latents " + latents, run);
        assertThat(decoded).isEqualTo(written("reconstruct", run, "--data", data));
        assertThat(written("decode --sample --latents " + latents, run)).isNotEqualTo(decoded);

        Path along = folder.resolve("along.csv");
        Outcome.ofLine("traverse --latents 2,1 --steps 3 --row 4 --data", data, "--out", along, run)
                .worked();
        Path means = folder.resolve("means.csv");
        Outcome.ofLine("traverse --steps 3 --out", means, run).worked();
        List<String> lines = Files.readAllLines(along);
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).startsWith("row,coordinate,position,");
        assertThat(lines.get(1)).startsWith("0,z2,-2.5,");
        assertThat(lines.get(5)).startsWith("4,z1,0,");
        List<String> fromOrigin = Files.readAllLines(means); // coordinates 1 and 2 cross at the origin
        assertThat(fromOrigin.get(2).split("z1,0,", 2)[1])
                .isEqualTo(fromOrigin.get(5).split("z2,0,", 2)[1]);

        Path out = folder.resolve("x.csv");
        Outcome.ofLine("traverse --latents 0 --out", out, run).refusedWith("--latents: expected numbers from 1 to");
        Outcome.ofLine("traverse --steps 1 --out", out, run).refusedWith("--steps");
        Outcome.ofLine("traverse --row 60 --data", data, "--out", out, run)
                .refusedWith("--row: expected a row from 0 to 59");
        Outcome.ofLine("decode --latents", data, "--out", out, run).refusedWith("coordinates");
    }

    @Test
    void a_run_finds_its_data_from_any_folder() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path out = folder.resolve("relative");
        Outcome.ofLine("train " + Fixtures.TINY + " --data", here.relativize(data.toAbsolutePath()), "--out", out)
                .worked();
        assertThat(Files.readString(out.resolve("config.yaml")))
                .contains(data.toAbsolutePath().normalize().toString());
        assertThat(DataPath.absolute("digits")).isEqualTo("digits");
        assertThat(DataPath.absolute("no/such.csv")).isEqualTo("no/such.csv");
        assertThat(DataPath.absolute(here.relativize(data.toAbsolutePath()) + ":x"))
                .isEqualTo(data.toAbsolutePath().normalize() + ":x");
    }

    @Test
    void the_ids_of_rows_survive_encoding_and_decoding() throws IOException {
        Path rows = Fixtures.write(folder.resolve("rows.csv"), "a,b\n" + "1,2\n3,1\n2,5\n4,4\n".repeat(10));
        Path ofTable = folder.resolve("of-table");
        Outcome.ofLine("train " + Fixtures.TINY + " --data", rows, "--out", ofTable)
                .worked();
        Path table = Fixtures.write(folder.resolve("named.csv"), "id,b,a\nann,1,2\nbob,2,1\n");
        Path latents = folder.resolve("named-z.csv");
        Outcome.ofLine("encode --out", latents, ofTable, "--data", table).worked();
        assertThat(Files.readAllLines(latents).get(1)).startsWith("0,ann,");
        Path decoded = folder.resolve("named-x.csv");
        Outcome.ofLine("decode --latents", latents, "--out", decoded, ofTable).worked();
        assertThat(Files.readAllLines(decoded).get(2)).startsWith("1,bob,");
    }

    @Test
    void decoded_values_that_are_not_finite_are_not_written() throws IOException {
        Path far = Fixtures.write(folder.resolve("far.csv"), "z1,z2\n3e38,3e38\n");
        Path out = folder.resolve("far-out.csv");
        Outcome.ofLine("decode --latents", far, "--out", out, run).refusedWith("a value that is not finite");
        assertThat(out).doesNotExist();
    }

    @Test
    void results_are_reproducible_and_samples_depend_only_on_the_seed() {
        assertThat(written("encode", run, "--data", data)).isEqualTo(written("encode", run, "--data", data));
        byte[] draw = written("encode --sample --seed 1", run, "--data", data);
        assertThat(draw).isEqualTo(written("encode --sample --seed 1", run, "--data", data));
        assertThat(draw).isNotEqualTo(written("encode --sample --seed 2", run, "--data", data));
        byte[] rows = written("generate --seed 3 --count 5", run);
        assertThat(rows).isEqualTo(written("generate --seed 3 --count 5", run));
        assertThat(rows).isNotEqualTo(written("generate --seed 4 --count 5", run));
        assertThat(rows).isEqualTo(written("generate --seed 3 --count 5 --sample", run)); // a table
        byte[] means = written("generate --seed 3 --count 5 --mean", run);
        assertThat(means).isNotEqualTo(rows).isEqualTo(written("generate --seed 3 --count 5 --mean", run));
        Outcome.ofLine("generate --mean --sample --out", folder.resolve("both.npy"), run)
                .refusedWith("--mean", "--sample");
        assertThat(written("score --samples 5", run, "--data", data))
                .isEqualTo(written("score --samples 5", run, "--data", data));
    }

    @Test
    void samplers_are_fitted_to_the_run_and_stored_in_it() {
        for (String sampler : List.of("mixture:2", "two-stage:8:2")) {
            byte[] rows = written("generate --count 5 --sampler " + sampler, run);
            assertThat(rows).isEqualTo(written("generate --count 5 --sampler " + sampler, run));
            assertThat(rows).isNotEqualTo(written("generate --count 5", run));
        }
        assertThat(run.resolve("samplers/mixture-2.safetensors")).exists();
        assertThat(run.resolve("samplers/two-stage-8-2.safetensors")).exists();
        assertThat(written("generate --count 5 --sampler prior", run)).isEqualTo(written("generate --count 5", run));
        Path out = folder.resolve("s.npy");
        Outcome.ofLine("generate --sampler twostage --out", out, run)
                .refusedWith("sampler: expected prior|mixture:K", "did you mean 'two-stage'?");
        Outcome.ofLine("generate --sampler mixture:2 --out", out, run.resolve("model.elbo"))
                .refusedWith("is fitted to the training rows of a run; give the run directory");
    }

    @Test
    void known_graphs_are_listed_and_found() {
        assertThat(Outcome.ofLine("data list").worked().out()).contains("mnist ", "citeseer graph: 3,327 papers");
        Outcome.ofLine("data info pubmed --data-dir", folder).refusedWith("the graph 'pubmed' needs the files");
    }

    @Test
    void written_files_can_be_read_again() {
        for (String ending : List.of("npy", "csv")) {
            Path back = folder.resolve("back." + ending);
            Outcome.ofLine("reconstruct", run, "--data", data, "--out", back).worked();
            assertThat(Outcome.ofLine("data info", back).worked().out()).contains("60 rows of 3 columns");
            byte[] direct = written("encode", run, "--data", back);
            assertThat(direct).hasSize(128 + 60 * 2 * 4);
        }
    }

    @Test
    void nothing_is_overwritten() {
        byte[] before = {1, 2, 3};
        Path taken = Fixtures.write(folder.resolve("taken.npy"), before);
        for (String command : List.of("encode", "score", "reconstruct")) {
            Outcome.ofLine(command, run, "--data", data, "--out", taken)
                    .refusedWith(taken + " already exists and is not overwritten");
        }
        Outcome.ofLine("generate", run, "--out", taken).refusedWith("already exists");
        Outcome.ofLine("train --data square --out", taken).refusedWith("is a file");
        assertThat(taken).hasBinaryContent(before);
        Path full = Fixtures.write(folder.resolve("report.html"), before).getParent();
        Outcome.ofLine("train --data square --out", full).refusedWith("contains other files");
        Outcome.ofLine("train --data square --out", run).refusedWith(run + " already contains a run");
        Outcome.ofLine("quickstart --out", run).refusedWith(run + " already contains a run");
        assertThat(folder.resolve("report.html")).hasBinaryContent(before);
    }

    @Test
    void output_folders_are_created_unless_they_are_not_writable() {
        Path deep = folder.resolve("a/b/c.npy");
        Outcome.ofLine("encode", run, "--data", data, "--out", deep).worked();
        assertThat(deep).exists();
        Path file = Fixtures.write(folder.resolve("file"), "x");
        Outcome.ofLine("encode", run, "--data", data, "--out", file.resolve("z.npy"))
                .refusedWith("cannot write", "z.npy");
        Outcome.ofLine("train --data square --out", file.resolve("run")).refusedWith("run");
        Outcome.ofLine("generate", run, "--out", "/proc/nowhere/z.npy").refusedWith("cannot write /proc/nowhere/z.npy");
        Outcome.ofLine("encode", run, "--data", data, "--out", folder.resolve("z.txt"))
                .refusedWith("expected a file ending in .npy or .csv");
        Outcome.ofLine("reconstruct", run, "--data", data, "--out", folder.resolve("z.png"))
                .refusedWith("expected a file ending in .npy or .csv");
    }

    @Test
    void an_invalid_model_file_is_rejected() throws IOException {
        Path model = run.resolve("model.elbo");
        byte[] sound = Files.readAllBytes(model);
        byte[] noise = new byte[500];
        new Random(1).nextBytes(noise);
        Map<String, byte[]> broken = Map.of(
                "empty.elbo", new byte[0],
                "noise.elbo", noise,
                "half.elbo", java.util.Arrays.copyOf(sound, sound.length / 2),
                "most.elbo", java.util.Arrays.copyOf(sound, sound.length - 200),
                "other.elbo", zip(Map.of("readme.txt", new byte[] {65})),
                "shape.elbo", changed(model, "model.json", text -> text.replace("normal:2", "normal:3")),
                "word.elbo", changed(model, "model.json", text -> text.replace("standard", "stundard")),
                "json.elbo", changed(model, "model.json", text -> text.substring(0, text.length() / 2)),
                "null.elbo", changed(model, "model.json", text -> "{\"format\":1}"),
                "newer.elbo",
                        changed(model, "model.json", text -> text.replaceAll("\"format\" *: *1", "\"format\": 9")));
        for (Map.Entry<String, byte[]> entry : broken.entrySet()) {
            Path file = Fixtures.write(folder.resolve(entry.getKey()), entry.getValue());
            Path out = folder.resolve("out.npy");
            Outcome outcome = Outcome.ofLine("generate", file, "--out", out);
            outcome.refusedWith(entry.getKey());
            assertThat(out).doesNotExist();
        }
        Outcome.ofLine("generate", folder.resolve("absent"), "--out", folder.resolve("o.npy"))
                .refusedWith("there is no", "absent");
    }

    private static byte[] changed(Path model, String entry, java.util.function.UnaryOperator<String> change)
            throws IOException {
        Map<String, byte[]> parts = new java.util.LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(model.toFile())) {
            for (ZipEntry e : java.util.Collections.list(zip.entries())) {
                parts.put(e.getName(), zip.getInputStream(e).readAllBytes());
            }
        }
        parts.put(entry, change.apply(new String(parts.get(entry))).getBytes());
        return zip(parts);
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void a_run_without_a_model_says_how_to_get_one() throws IOException {
        Path bare = Files.createDirectory(folder.resolve("bare"));
        for (String file : List.of("config.yaml", "provenance.json", "split.json")) {
            Files.copy(run.resolve(file), bare.resolve(file));
        }
        Outcome.ofLine("evaluate", bare).refusedWith("has no model yet", "resume its training first");
        Outcome.ofLine("report", bare).refusedWith("has no model yet", "resume its training first");
        Outcome.ofLine("encode", bare, "--data", data, "--out", folder.resolve("z.npy"))
                .refusedWith("has no model yet", "resume its training first");
        Outcome.ofLine("compare", bare).refusedWith("has not been evaluated yet");
        assertThat(Outcome.ofLine("info", bare).worked().out()).contains("not trained yet");
        Outcome.ofLine("info", folder).refusedWith("is not a run directory");
        Outcome.ofLine("evaluate", folder.resolve("absent")).refusedWith("there is no run directory");
    }

    @Test
    void a_finished_run_is_not_trained_again() {
        byte[] model = Fixtures.bytes(run.resolve("model.elbo"));
        byte[] metrics = Fixtures.bytes(run.resolve("metrics.csv"));

        Outcome again = Outcome.ofLine("train --resume", run).worked();

        assertThat(again.err()).contains("training finished after epoch 2");
        assertThat(run.resolve("model.elbo")).hasBinaryContent(model);
        assertThat(run.resolve("metrics.csv")).hasBinaryContent(metrics);
        Outcome.ofLine("train --posterior normal:7 --resume", run)
                .refusedWith("posterior: a run keeps its settings, except epochs");
        Outcome.ofLine("train --out", folder.resolve("x"), "--resume", run)
                .refusedWith("omit --config, --out and --init");
        Outcome.ofLine("train --resume", folder).refusedWith("is not a run directory");
    }

    @Test
    void a_run_is_trained_by_one_process_at_a_time() throws IOException {
        Path lock = run.resolve("checkpoint/lock");
        try (var channel = java.nio.channels.FileChannel.open(lock, java.nio.file.StandardOpenOption.WRITE);
                var held = channel.lock()) {
            Outcome.ofLine("train --resume", run).refusedWith("is already being trained");
            Outcome.ofLine("evaluate --samples 5", run).worked();
        }
        Outcome.ofLine("train --resume", run).worked();
    }

    @Test
    void a_model_for_a_range_of_betas_is_used_at_the_requested_beta() {
        Path ranged = folder.resolve("ranged");
        Outcome.ofLine("train " + Fixtures.TINY + " --objective beta-input:0.1..10 --data", data, "--out", ranged)
                .worked();
        assertThat(ranged.resolve("figures/rate-distortion.png")).exists();
        byte[] low = written("encode --beta 0.1", ranged, "--data", data);
        assertThat(low).isNotEqualTo(written("encode --beta 10", ranged, "--data", data));
        assertThat(written("encode", ranged, "--data", data))
                .isEqualTo(written("encode --beta 1", ranged, "--data", data));
        Outcome.ofLine("encode --beta 11", ranged, "--data", data, "--out", folder.resolve("z.npy"))
                .refusedWith("beta: expected a number from 0.1 to 10, the range of this model, got 11");
        Outcome.ofLine("generate --beta 2", run, "--out", folder.resolve("x.npy"))
                .refusedWith("this model was trained for a single β");
        Outcome.ofLine("generate --beta 2 --sampler mixture:2", ranged, "--out", folder.resolve("x.npy"))
                .refusedWith("is fitted at beta 1");
        Outcome.ofLine("generate --beta 2 --sampler two-stage:4:1", ranged, "--out", folder.resolve("x.npy"))
                .worked();
    }
}
