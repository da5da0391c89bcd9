package dev.elbo.config;

import dev.elbo.io.Suggestion;
import dev.elbo.io.UserException;
import java.util.Arrays;
import java.util.Locale;

/** Everything link prediction can be told, once: its key, its default, and the line that help and documentation show. */
public enum LinkSetting {
    DATA("cora", "NAME|PATH", "cora, citeseer, pubmed, or an edge list of your own: two node names a line"),
    FEATURES("auto", "auto|none|FILE", "the graph's own features, none, or a CSV: node name, then numbers"),
    POSTERIOR(
            "normal:16",
            "normal:D[:MIN..MAX]|vmf:D[xK][:MIN]|power-spherical:D[xK][:MIN]",
            "q(z|x): Gaussian with bounds of log σ², or on spheres of dimension D"),
    HIDDEN("32", "N", "width of the first graph convolution"),
    DECODER(
            "inner",
            "inner[:SCALE,BIAS]|learned[:SCALE,BIAS]",
            "logit of a pair: scale · inner product + bias, fixed (1, 0) or learned from these first values"),
    WEIGHTING("gae", "elbo|gae|pyg", "the plain ELBO of all pairs, or the weights of gae or of PyTorch Geometric"),
    EPOCHS("200", "N", "full-batch steps"),
    LEARNING_RATE("0.01", "RATE", "of Adam"),
    SELECT(
            "last",
            "last|validation:EPOCHS",
            "keep the last epoch, or the one of the best validation AUC, measured so often"),
    SEED("0", "N", "seed of the split, the first weights and all noise"),
    THREADS("auto", "auto|N", "threads inside one operation; part of what makes a run repeatable");

    private final String defaultText;
    private final String form;
    private final String description;

    LinkSetting(String defaultText, String form, String description) {
        this.defaultText = defaultText;
        this.form = form;
        this.description = description;
    }

    /** As written after two dashes on the command line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String defaultText() {
        return defaultText;
    }

    /** What values look like. */
    public String form() {
        return form;
    }

    public String description() {
        return description;
    }

    UserException malformed(String got, String... words) {
        return new UserException(
                key() + ": expected " + form + ", got '" + got + "'" + Suggestion.phrase(got, Arrays.asList(words)));
    }
}
