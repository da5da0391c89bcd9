package dev.elbo.config;

import dev.elbo.io.Suggestion;
import dev.elbo.io.UserException;
import java.util.Arrays;
import java.util.Locale;

/** Everything a run can be told, once: its key, its default, and the line that help and documentation show. */
public enum Setting {
    DATA(
            "digits",
            "NAME|PATH",
            "digits, square, circle, arcs1 to arcs8, mnist, frey, cifar10, or a file or folder of your own"),
    IMAGE_SIZE("auto", "auto|N|HxW", "resize images of a folder or zip"),
    COLOUR("auto", "auto|grey|colour", "read images of a folder or zip as grey or colour"),
    SPLIT("auto", "auto|official|TRAIN,VAL,TEST", "official where the data has one, else fractions, e.g. 0.8,0.1,0.1"),
    BINARISE("auto", "auto|none|static|dynamic", "turn pixels into draws of 0 and 1: once, or anew in every epoch"),
    SCALE("auto", "auto|none|standard", "standard: subtract the mean and divide by the deviation of each column"),
    POSTERIOR(
            "normal:40",
            "normal:D[:MIN..MAX]|hierarchical:D1,D2[:MIN..MAX]|vmf:D[xK][:MIN]|power-spherical:D[xK][:MIN]",
            "q(z|x): Gaussian with D latents and bounds of log σ², on two levels z1 and z2, or on K spheres of dimension D"
                    + " (D + 1 coordinates each) with a least concentration; vmf:4x10,2 is ten S⁴ and one S²"),
    PRIOR(
            "auto",
            "auto|standard|uniform|mixture:K|vamp:K[:data|:MEAN,SD]",
            "p(z); auto: standard, on spheres uniform; VampPrior's pseudo-inputs start at training rows, or at noise in"
                    + " the form of 2018"),
    LIKELIHOOD(
            "auto",
            "auto|bernoulli|gaussian:SD|gaussian:shared[:SD]|gaussian:optimal|gaussian:per-image|gaussian:per-pixel|student-t"
                    + "|logistic[:open]|logistic-mixture:K|categorical|bitwise",
            "p(x|z); bernoulli for 0 and 1, gaussian and student-t for real numbers, the others for 256 levels"),
    DECODER_START(
            "mean",
            "mean|random",
            "what p(x|z) says before training: the mean training row whatever z is, or something that depends on z at"
                    + " random; mixtures, categorical and bitwise start at random"),
    NETWORK(
            "gated:300,300",
            "gated:W,W,..|mlp:W,W,..|conv[:C,C,..]|conv-gated[:C,C,..]",
            "hidden layers of encoder and decoder: units, or channels of convolutions that each halve an image's sides"),
    OBJECTIVE(
            "elbo",
            "elbo|iwae|beta:B|beta-input:LO..HI|free-bits:NATS|capacity:NATS/EPOCHS|latent-energy:linear|saturating|log|warm-up:EPOCHS|l2:LAMBDA, joined by"
                    + " commas",
            "the importance-weighted bound over --samples draws; weight of the KL, its floor per latent, the value it is"
                    + " drawn to, or Σ h(E z²) in its place; one network for a range of β; weight of Σw²"),
    EPOCHS("100", "N", "passes over the training rows"),
    BATCH_SIZE("100", "N", "rows per gradient step"),
    LEARNING_RATE("5e-4", "RATE[:FACTOR/EPOCHS]", "e.g. 1e-3, or 1e-3:0.5/50 to halve it every 50 epochs"),
    OPTIMIZER("adam", "adam|adam-normalised", "adam-normalised divides each tensor's gradient by its norm first"),
    EARLY_STOPPING("50", "EPOCHS", "epochs without a better validation loss before stopping; 0 trains them all"),
    SAMPLES("1", "N", "draws of the posterior per row and step"),
    EVALUATION_SAMPLES("5000", "N", "importance samples per test row"),
    SEED("0", "N", "seed of every random stream of the run"),
    THREADS("auto", "auto|N", "threads inside one operation; part of what makes a run repeatable");

    private final String defaultText;
    private final String form;
    private final String description;

    Setting(String defaultText, String form, String description) {
        this.defaultText = defaultText;
        this.form = form;
        this.description = description;
    }

    /** As written in YAML, and after two dashes on the command line. */
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

    /**
     * @throws UserException with a suggestion, if there is no such key
     */
    public static Setting ofKey(String key) {
        for (Setting setting : values()) {
            if (setting.key().equals(key)) {
                return setting;
            }
        }
        throw new UserException("there is no setting '" + key + "'"
                + Suggestion.phrase(
                        key, Arrays.stream(values()).map(Setting::key).toList())
                + " ('elbo train --help' lists them all)");
    }
}
