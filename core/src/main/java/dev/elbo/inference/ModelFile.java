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
 * {@code model.elbo} of a VAE: a zip archive of {@code model.json} (the specification) and {@code weights.safetensors}
 * (the parameters). It contains no code and can be read on any machine.
 */
public final class ModelFile {
    static final int FORMAT = 1;

    private ModelFile() {}

    /** The contents of {@code model.json}; specifications as in a configuration file. */
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
            @Nullable Boolean adversary,
            List<String> columnNames)
            implements ModelArchive.Header {}

    /** Writes a model in one step; equal models give equal files. */
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
                spec.adversary() ? Boolean.TRUE : null,
                spec.columnNames());
        ModelArchive.write(file, header, weights);
    }

    /**
     * A stored model.
     *
     * @param betaInput the same networks for a range of β, if they were trained for one
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

    /** As {@link #read(Path)}, but with another likelihood on the same decoder. */
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
                    PosteriorSpec.parse(required("posterior", header.posterior())),
                    PriorSpec.parse(required("prior", header.prior())),
                    likelihood.orElseGet(() -> Likelihoods.parse(required("likelihood", header.likelihood()))),
                    Networks.parse(required("network", header.network())),
                    Optional.ofNullable(header.betaInput()).map(ObjectiveParser::betaRange),
                    Boolean.TRUE.equals(header.adversary()),
                    header.columnNames());
        } catch (ElboException e) { // written in the file, not by the user
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("its header has no " + field);
        }
        return value;
    }

    private static void checkComplete(ModelSpec spec) {
        if (spec.input() == null || spec.likelihood() instanceof LikelihoodSpec.Auto) {
            throw new IllegalArgumentException("input or likelihood is missing");
        }
        boolean standardised = spec.input() == ModelSpec.Input.STANDARDISED;
        if (standardised
                && (spec.normalizer() == null
                        || spec.normalizer().scale().length != spec.shape().size())) {
            throw new IllegalArgumentException("its columns are standardised, but their means and scales are missing");
        }
    }

    private static BuiltModel withWeights(ModelSpec spec, Map<String, StoredTensor> weights) {
        BuiltModel built = ModelBuilder.declare(spec, ModelInitialiser.UNUSED);
        Vae model = built.vae();
        long stored = weights.values().stream()
                .mapToLong(tensor -> tensor.values().length)
                .sum();
        if (stored != model.parameters().elements()) { // before any memory is allocated
            throw new IllegalArgumentException("it contains " + stored + " weights, but the model has "
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
