package dev.elbo.inference;

import dev.elbo.config.LinkConfig;
import dev.elbo.config.LinkDecoder;
import dev.elbo.config.PosteriorSpec;
import dev.elbo.io.ElboException;
import dev.elbo.tensor.StoredTensor;
import java.nio.file.Path;
import java.util.Map;

/** {@code model.elbo} of a graph VAE: its layers and weights, and which graph they belong to. */
public final class GraphModelFile {
    static final String KIND = "graph-vae";
    private static final int FORMAT = 1;

    private GraphModelFile() {}

    /**
     * The JSON half.
     *
     * @param graphSha256 of the edges and features that the model learned from
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
     * @param graphSha256 of the edges and features that it learned from
     */
    public record Stored(
            String graphSha256,
            PosteriorSpec posterior,
            int hidden,
            LinkDecoder decoder,
            Map<String, StoredTensor> weights) {}

    /** @param graphSha256 of the edges and features that the model learns from */
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

    /** @throws ElboException in one sentence, if the file is missing, damaged, or holds another kind of model */
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
            } catch (ElboException e) { // the file's words, not the user's
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        });
    }
}
