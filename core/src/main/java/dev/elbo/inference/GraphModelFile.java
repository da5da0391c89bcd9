package dev.elbo.inference;

import dev.elbo.config.LinkConfig;
import dev.elbo.config.LinkDecoder;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.io.ElboException;
import dev.elbo.tensor.StoredTensor;
import java.nio.file.Path;
import java.util.Map;

/** {@code model.elbo} of a graph VAE: layers, weights, and the fingerprint of the graph. */
public final class GraphModelFile {
    static final String KIND = "graph-vae";
    private static final int FORMAT = 1;

    private GraphModelFile() {}

    /**
     * The contents of {@code model.json}.
     *
     * @param graphSha256 SHA-256 of the edges and features that the model was trained on
     */
    record Header(
            String kind,
            int format,
            int nodes,
            int features,
            String graphSha256,
            String posterior,
            int hidden,
            String decoder)
            implements ModelArchive.Header {}

    /**
     * A stored graph VAE.
     *
     * @param graphSha256 SHA-256 of the edges and features that it was trained on
     */
    public record Stored(
            String graphSha256,
            PosteriorSpec posterior,
            int hidden,
            LinkDecoder decoder,
            Map<String, StoredTensor> weights) {}

    /**
     * Writes a model in one step.
     *
     * @param graphSha256 SHA-256 of the edges and features that the model was trained on
     */
    public static void write(
            Path file,
            LinkConfig config,
            int nodes,
            int features,
            String graphSha256,
            Map<String, StoredTensor> weights) {
        Header header = new Header(
                KIND,
                FORMAT,
                nodes,
                features,
                graphSha256,
                config.posterior().toString(),
                config.hidden(),
                config.decoder().toString());
        ModelArchive.write(file, header, weights);
    }

    /**
     * Reads a model.
     *
     * @throws ElboException in one sentence, if the file is missing, damaged, or contains another kind of model
     */
    public static Stored read(Path file) {
        ModelArchive archive = ModelArchive.read(file);
        return archive.parsed(() -> {
            Header header = archive.header(Header.class, KIND, FORMAT);
            try {
                return new Stored(
                        header.graphSha256(),
                        PosteriorSpec.parse(header.posterior()),
                        header.hidden(),
                        LinkDecoder.parse(header.decoder()),
                        archive.weights());
            } catch (ElboException e) { // written in the file, not by the user
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        });
    }
}
