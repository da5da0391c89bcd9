package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.assembly.ModelBuilder;
import dev.elbo.assembly.ModelInitialiser;
import dev.elbo.assembly.ModelSpec;
import dev.elbo.config.Likelihoods;
import dev.elbo.config.Networks;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.PriorSpec;
import dev.elbo.data.Normalizer;
import dev.elbo.data.RowShape;
import dev.elbo.inference.ModelFile;
import dev.elbo.io.ElboException;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.SafeTensors;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.StoredTensor;
import dev.elbo.tensor.Tensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {
    @TempDir
    Path directory;

    private Path file;
    private Map<String, StoredTensor> weights;

    private static ModelSpec spec(String posterior, String prior, String likelihood, String network) {
        boolean gaussian = likelihood.startsWith("gaussian");
        return new ModelSpec(
                gaussian ? RowShape.features(6) : RowShape.image(1, 2, 3),
                gaussian ? ModelSpec.Input.STANDARDISED : ModelSpec.Input.UNIT,
                gaussian ? new Normalizer(new double[] {1, 2, 3, 4, 5, 1e-7}, new double[] {1, 2, 1, 0.1, 1, 1}) : null,
                PosteriorSpec.parse(posterior),
                PriorSpec.parse(prior),
                Likelihoods.parse(likelihood),
                Networks.parse(network),
                Optional.empty(),
                false,
                gaussian ? List.of("a", "b", "c", "d", "ü", "") : List.of());
    }

    private Vae write(ModelSpec spec) {
        Vae model = ModelBuilder.build(
                        spec,
                        Rng.ofSeed(5),
                        new ModelInitialiser(Initialiser.uniform(0, 1), ModelInitialiser.UNUSED.output()))
                .vae();
        weights = model.parameters().snapshot();
        ModelFile.write(file, spec, weights);
        return model;
    }

    private static float[] outputs(Vae model) {
        try (Scope scope = Scope.open("outputs")) {
            var x = Tensors.of(new float[] {0, 0.25f, 1, 0.5f, 0.75f, 0.125f}, 1, 6);
            var terms = model.terms(x, Rng.ofSeed(1), 3);
            float[] kl = terms.kl().reshape(-1).toFloats();
            float[] all = Arrays.copyOf(terms.logLikelihood().toFloats(), 3 + kl.length);
            System.arraycopy(kl, 0, all, 3, kl.length);
            return all;
        }
    }

    @BeforeEach
    void file() {
        file = directory.resolve("model.elbo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normal:2 | standard | bernoulli | gated:4,3",
                "normal:2:-6..2 | vamp:3 | logistic:open | gated:4",
                "normal:1 | mixture:3 | gaussian:0.3 | mlp:5,4",
                "normal:3 | vamp:2:0.5,0.1 | logistic | mlp:4",
                "vmf:2 | uniform | bernoulli | mlp:4",
                "power-spherical:1x2,3:0 | vamp:2 | bernoulli | mlp:4",
                "hierarchical:2,3:-6..2 | vamp:2 | bernoulli | gated:4,3",
                "hierarchical:3,1 | mixture:2 | logistic | conv:2",
            })
    void a_stored_model_has_the_same_outputs_bit_for_bit(
            String posterior, String prior, String likelihood, String network) {
        ModelSpec spec = spec(posterior, prior, likelihood, network);
        float[] expected;
        try (Vae model = write(spec)) {
            expected = outputs(model);
        }
        byte[] bytes = SmallRuns.bytes(file);
        try (ModelFile.Opened opened = ModelFile.read(file)) {
            assertThat(outputs(opened.model())).containsExactly(expected);
            assertThat(opened.spec().prior().toString().split(":")[0]).isEqualTo(prior.split(":")[0]);
            assertThat(opened.spec()).isEqualTo(spec);
            ModelFile.write(file, opened.spec(), opened.model().parameters().snapshot());
        }
        assertThat(SmallRuns.bytes(file)).as("equal models give equal files").containsExactly(bytes);
    }

    @Test
    void a_model_file_is_a_zip_archive_of_json_and_safetensors() throws IOException {
        write(spec("normal:2", "standard", "bernoulli", "gated:4")).close();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly("model.json", "weights.sha256", "weights.safetensors");
            byte[] tensors =
                    zip.getInputStream(zip.getEntry("weights.safetensors")).readAllBytes();
            assertThat(SafeTensors.read(tensors).tensors().keySet()).containsExactlyElementsOf(weights.keySet());
        }
    }

    /** The stored parts, rewritten by the test, in a valid zip archive. */
    private void rezip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        Files.write(file, bytes.toByteArray());
    }

    private Map<String, byte[]> parts() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String name : List.of("model.json", "weights.safetensors")) {
                parts.put(name, zip.getInputStream(zip.getEntry(name)).readAllBytes());
            }
        }
        return parts;
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> ModelFile.read(file).close())
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).startsWith(file.toString()))
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void a_missing_part_is_named() throws IOException {
        write(spec("normal:2", "standard", "bernoulli", "gated:4")).close();
        for (String name : List.of("model.json", "weights.safetensors")) {
            Map<String, byte[]> parts = parts();
            Map<String, byte[]> rest = new LinkedHashMap<>(parts);
            rest.remove(name);
            rezip(rest);
            assertRefused(" is not a valid model file (it contains no " + name + "); copy it again, or train it again");
            rezip(parts);
        }
    }

    @Test
    void weights_with_another_shape_or_name_are_rejected() throws IOException {
        write(spec("normal:2", "standard", "bernoulli", "gated:4")).close();
        Map<String, byte[]> parts = parts();
        Map<String, StoredTensor> wrong = new LinkedHashMap<>(weights);
        wrong.put("posterior.head.bias", new StoredTensor(new long[] {2, 2}, new float[4]));
        parts.put("weights.safetensors", SafeTensors.write(new SafeTensors.Contents(Map.of(), wrong)));
        rezip(parts);
        assertRefused("stored tensor posterior.head.bias has shape [2, 2], the model needs [4]");
        wrong.remove("posterior.head.bias");
        parts.put("weights.safetensors", SafeTensors.write(new SafeTensors.Contents(Map.of(), wrong)));
        rezip(parts);
        assertRefused(" is not a valid model file (it contains 126 weights, but the model has 130)");
        wrong.put("another", new StoredTensor(new long[] {4}, new float[4]));
        parts.put("weights.safetensors", SafeTensors.write(new SafeTensors.Contents(Map.of(), wrong)));
        rezip(parts);
        assertRefused("do not match the model's");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\" : 1 | \"format\" : 2 | has format 2, but this version of Elbo reads formats up to 1;"
                        + " use a newer version",
                "\"bernoulli\" | \"auto\" | valid model file",
                "\"bernoulli\" | \"bernouli\" | did you mean 'bernoulli'?",
                "\"bernoulli\" | null | its header has no likelihood",
                "\"UNIT\" | null | valid model file",
                "\"UNIT\" | \"STANDARDISED\" | valid model file",
                "\"UNIT\" | \"UNITS\" | valid model file",
                "\"gated:4\" | \"gated:999999,999999\" | weights, but the model has 4000025999980",
                "\"height\" : 2 | \"height\" : 0 | valid model file",
                "\"height\" : 2 | \"height\" : \"two\" | valid model file",
                "\"format\" : 1 | \"format\" : null | valid model file",
                "\"columnNames\" : [ ] | \"columnNames\" : null | valid model file",
            })
    void an_invalid_header_is_reported_in_one_sentence(String from, String to, String message) throws IOException {
        write(spec("normal:2", "standard", "bernoulli", "gated:4")).close();
        Map<String, byte[]> parts = parts();
        String json = new String(parts.get("model.json"), StandardCharsets.UTF_8);
        assertThat(json).contains(from);
        parts.put("model.json", json.replace(from, to).getBytes(StandardCharsets.UTF_8));
        rezip(parts);
        assertRefused(message);
    }

    @Test
    void a_file_truncated_anywhere_within_its_parts_is_rejected() throws IOException {
        write(spec("normal:2", "standard", "bernoulli", "gated:4")).close();
        byte[] sound = SmallRuns.bytes(file);
        int centralDirectory = new String(sound, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        for (int length = 0; length < centralDirectory - 16; length += 41) {
            Files.write(file, Arrays.copyOf(sound, length));
            assertRefused(" is not a valid model file (");
        }
    }

    @Test
    void flipped_bytes_are_rejected_or_harmless_but_never_crash() throws IOException {
        try (Vae model = write(spec("normal:2", "vamp:3", "bernoulli", "gated:4"))) {
            byte[] sound = SmallRuns.bytes(file);
            SplittableRandom random = new SplittableRandom(8);
            int refused = 0;
            for (int i = 0; i < 200; i++) {
                byte[] flipped = sound.clone();
                flipped[random.nextInt(sound.length)] ^= (byte) (1 + random.nextInt(255));
                Files.write(file, flipped);
                try (ModelFile.Opened opened = ModelFile.read(file)) {
                    assertThat(outputs(opened.model())).containsExactly(outputs(model));
                } catch (ElboException e) {
                    refused++;
                    assertThat(e.getMessage().lines()).hasSize(1);
                }
            }
            assertThat(refused).isGreaterThan(100);
        }
    }

    @Test
    void files_that_are_not_models_are_rejected() throws IOException {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> ModelFile.read(file))
                .withMessage("there is no model file " + file + "; give a run directory or a model.elbo");
        Files.write(file, new byte[0]);
        assertRefused("it is cut off, or no zip file");
        Files.writeString(file, "a text");
        assertRefused("it is cut off, or no zip file");
        assertThatExceptionOfType(ElboException.class).isThrownBy(() -> ModelFile.read(directory));
    }
}
