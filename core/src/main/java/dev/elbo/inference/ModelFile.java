package dev.elbo.inference;

import dev.elbo.assembly.BuiltModel;
import dev.elbo.assembly.FirstValues;
import dev.elbo.assembly.ModelBuilder;
import dev.elbo.assembly.ModelSpec;
import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.SpecParser;
import dev.elbo.data.Normalizer;
import dev.elbo.data.RowShape;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.Json;
import dev.elbo.io.UserException;
import dev.elbo.models.BetaConditionedVae;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.SafeTensors;
import dev.elbo.tensor.StoredTensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code model.elbo}: a zip of {@code model.json} (what to build) and {@code weights.safetensors} (its parameters). No
 * code inside; opens on any machine.
 */
public final class ModelFile {
    static final int FORMAT = 1;
    private static final String SPEC = "model.json";
    private static final String WEIGHTS = "weights.safetensors";
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private ModelFile() {}

    /** The JSON part: specs as in a configuration file. */
    record Header(
            int format,
            RowShape shape,
            ModelSpec.Input input,
            Normalizer normalizer,
            String posterior,
            String prior,
            String likelihood,
            String network,
            String betaInput,
            List<String> columnNames) {}

    /** Writes the file in one step: readers see the old or the new one. */
    public static void write(Path file, ModelSpec spec, Map<String, StoredTensor> weights) {
        Header header = new Header(
                FORMAT,
                spec.shape(),
                spec.input(),
                spec.normalizer(),
                spec.posterior().toString(),
                spec.prior().toString(),
                spec.likelihood().toString(),
                spec.network().toString(),
                spec.betaInput().map(SpecParser::text).orElse(null),
                spec.columnNames());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            put(zip, SPEC, Json.pretty(header).getBytes(StandardCharsets.UTF_8));
            put(zip, WEIGHTS, SafeTensors.write(new SafeTensors.Contents(Map.of(), weights)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFiles.write(file, bytes.toByteArray());
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(2000, 1, 1, 0, 0)); // equal models give equal files
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * A model as it was stored.
     *
     * @param betaInput the same networks for a whole range of β, where they were trained so
     */
    public record Opened(ModelSpec spec, Vae model, Optional<BetaConditionedVae> betaInput) implements AutoCloseable {
        @Override
        public void close() {
            model.close();
        }
    }

    /**
     * Builds the stored model; the caller closes it.
     *
     * @throws UserException in one sentence, if the file is missing, damaged, or of a newer format
     */
    public static Opened read(Path file) {
        return read(file, Optional.empty());
    }

    /** As {@link #read(Path)}, with another likelihood on the same decoder. */
    public static Opened read(Path file, LikelihoodSpec likelihood) {
        return read(file, Optional.of(likelihood));
    }

    private static Opened read(Path file, Optional<LikelihoodSpec> likelihood) {
        Map<String, byte[]> parts = parts(file);
        try {
            Header header = JsonMapper.shared().readValue(required(file, parts, SPEC), Header.class);
            if (header.format() > FORMAT) {
                throw new UserException(file + " has format " + header.format() + ", this version of Elbo reads up to "
                        + FORMAT + "; open it with a newer Elbo");
            }
            ModelSpec spec = spec(header, likelihood);
            checkComplete(spec);
            SafeTensors.Contents weights = SafeTensors.read(required(file, parts, WEIGHTS));
            BuiltModel built = withWeights(spec, weights.tensors());
            return new Opened(spec, built.vae(), built.betaInput());
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new UserException(
                    file + " is not a sound model file (" + firstLine(e) + "); copy it again, or train again", e);
        }
    }

    private static ModelSpec spec(Header header, Optional<LikelihoodSpec> likelihood) {
        try {
            return new ModelSpec(
                    header.shape(),
                    header.input(),
                    header.normalizer(),
                    SpecParser.posterior(header.posterior()),
                    SpecParser.prior(header.prior()),
                    likelihood.orElseGet(() -> SpecParser.likelihood(header.likelihood())),
                    SpecParser.network(header.network()),
                    Optional.ofNullable(header.betaInput()).map(SpecParser::betaRange),
                    header.columnNames());
        } catch (UserException e) { // the file's words, not the user's
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void checkComplete(ModelSpec spec) {
        if (spec.input() == null || spec.likelihood() instanceof LikelihoodSpec.Auto) {
            throw new IllegalArgumentException("it does not say what its input or its likelihood is");
        }
        boolean standardised = spec.input() == ModelSpec.Input.STANDARDISED;
        if (standardised
                && (spec.normalizer() == null
                        || spec.normalizer().scale().length != spec.shape().size())) {
            throw new IllegalArgumentException("its columns are standardised, but it does not say how");
        }
    }

    private static BuiltModel withWeights(ModelSpec spec, Map<String, StoredTensor> weights) {
        BuiltModel built = ModelBuilder.declare(spec, FirstValues.UNUSED);
        Vae model = built.vae();
        long stored = weights.values().stream()
                .mapToLong(tensor -> tensor.values().length)
                .sum();
        if (stored != model.parameters().elements()) { // before any memory is asked for
            throw new IllegalArgumentException("it holds " + stored + " weights, its model needs "
                    + model.parameters().elements());
        }
        try {
            model.parameters().allocate(Rng.ofSeed(0));
            model.parameters().restore(weights);
            return built;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static Map<String, byte[]> parts(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UserException("there is no model file " + file + "; give a run directory or a model.elbo", e);
        } catch (IOException e) {
            throw new UserException("cannot read " + file + ": " + e.getMessage(), e);
        }
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(MOST_BYTES);
                parts.put(entry.getName(), content);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(
                    file + " is not a sound model file (" + firstLine(e) + "); copy it again, or train again", e);
        }
        return parts;
    }

    private static byte[] required(Path file, Map<String, byte[]> parts, String name) {
        byte[] content = parts.get(name);
        if (content == null) {
            throw new UserException(
                    file + " is not a sound model file (it holds no " + name + "); copy it again, or train again");
        }
        return content;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
