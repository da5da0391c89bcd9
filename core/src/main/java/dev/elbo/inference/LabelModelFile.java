package dev.elbo.inference;

import dev.elbo.config.PosteriorSpec;
import dev.elbo.config.SemiSupervisedConfig;
import dev.elbo.io.ElboException;
import dev.elbo.tensor.StoredTensor;
import java.nio.file.Path;
import java.util.Map;

/** {@code model.elbo} of a classifier trained with few labels (M2): layers, weights, and the digest of its VAE. */
public final class LabelModelFile {
    static final String KIND = "few-labels";
    private static final int FORMAT = 1;

    private LabelModelFile() {}

    /**
     * The contents of {@code model.json}.
     *
     * @param features family of the latents that it models
     * @param baseSha256 SHA-256 of the VAE's {@code model.elbo}
     */
    record Header(String kind, int format, String features, String baseSha256, String latent, int hidden, int classes)
            implements ModelArchive.Header {}

    /** A stored classifier. */
    public record Stored(
            PosteriorSpec features,
            String baseSha256,
            PosteriorSpec latent,
            int hidden,
            int classes,
            Map<String, StoredTensor> weights) {}

    /**
     * Writes a classifier in one step.
     *
     * @param features family of the latents that it models
     * @param baseSha256 SHA-256 of the VAE's {@code model.elbo}
     */
    public static void write(
            Path file,
            SemiSupervisedConfig config,
            PosteriorSpec features,
            String baseSha256,
            int classes,
            Map<String, StoredTensor> weights) {
        Header header = new Header(
                KIND, FORMAT, features.toString(), baseSha256, config.latent().toString(), config.hidden(), classes);
        ModelArchive.write(file, header, weights);
    }

    /**
     * Reads a classifier.
     *
     * @throws ElboException in one sentence, if the file is missing, damaged, or contains another kind of model
     */
    public static Stored read(Path file) {
        ModelArchive archive = ModelArchive.read(file);
        return archive.parsed(() -> {
            Header header = archive.header(Header.class, KIND, FORMAT);
            try {
                return new Stored(
                        PosteriorSpec.parse(header.features()),
                        header.baseSha256(),
                        PosteriorSpec.parse(header.latent()),
                        header.hidden(),
                        header.classes(),
                        archive.weights());
            } catch (ElboException e) { // written in the file, not by the user
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        });
    }
}
