package dev.elbo.inference;

import dev.elbo.assembly.BuiltModel;
import dev.elbo.assembly.ModelBuilder;
import dev.elbo.assembly.ModelInitialiser;
import dev.elbo.assembly.ModelSpec;
import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.Likelihoods;
import dev.elbo.config.Networks;
import dev.elbo.config.ObjectiveParser;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.PriorSpec;
import dev.elbo.data.Normalizer;
import dev.elbo.data.RowShape;
import dev.elbo.io.ElboException;
import dev.elbo.models.BetaConditionedVae;
import dev.elbo.models.Vae;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.StoredTensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code model.elbo}: a zip of {@code model.json} (what to build) and {@code weights.safetensors} (its parameters). No
 * code inside; opens on any machine.
 */
public final class ModelFile {
    static final int FORMAT = 1;

    private ModelFile() {}

    /** The JSON part: specs as in a configuration file. */
    record Header(
            int format,
            RowShape shape,
            ModelSpec.Input input,
            @Nullable Normalizer normalizer,
            String posterior,
            String prior,
            String likelihood,
            String network,
            @Nullable String betaInput,
            List<String> columnNames)
            implements ModelArchive.Header {}

    /** Writes a model; equal models give equal files. */
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
                spec.betaInput().map(ObjectiveParser::text).orElse(null),
                spec.columnNames());
        ModelArchive.write(file, header, weights);
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
     * @throws ElboException in one sentence, if the file is missing, damaged, or of a newer format
     */
    public static Opened read(Path file) {
        return read(file, Optional.empty());
    }

    /** As {@link #read(Path)}, with another likelihood on the same decoder. */
    public static Opened read(Path file, LikelihoodSpec likelihood) {
        return read(file, Optional.of(likelihood));
    }

    private static Opened read(Path file, Optional<LikelihoodSpec> likelihood) {
        ModelArchive archive = ModelArchive.read(file);
        return archive.parsed(() -> {
            Header header = archive.header(Header.class, "", FORMAT);
            ModelSpec spec = spec(header, likelihood);
            checkComplete(spec);
            BuiltModel built = withWeights(spec, archive.weights());
            return new Opened(spec, built.vae(), built.betaInput());
        });
    }

    private static ModelSpec spec(Header header, Optional<LikelihoodSpec> likelihood) {
        try {
            return new ModelSpec(
                    header.shape(),
                    header.input(),
                    header.normalizer(),
                    PosteriorSpec.parse(header.posterior()),
                    PriorSpec.parse(header.prior()),
                    likelihood.orElseGet(() -> Likelihoods.parse(header.likelihood())),
                    Networks.parse(header.network()),
                    Optional.ofNullable(header.betaInput()).map(ObjectiveParser::betaRange),
                    header.columnNames());
        } catch (ElboException e) { // the file's words, not the user's
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
        BuiltModel built = ModelBuilder.declare(spec, ModelInitialiser.UNUSED);
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
}
