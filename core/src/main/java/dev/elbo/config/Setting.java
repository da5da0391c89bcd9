package dev.elbo.config;

import dev.elbo.config.schema.Description;
import dev.elbo.config.schema.Field;
import dev.elbo.config.schema.Form;
import dev.elbo.config.schema.Option;
import dev.elbo.config.schema.SettingSchema;
import dev.elbo.io.ElboException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings of a run: key, syntax, default and help of each. */
public enum Setting implements SettingSchema {
    DATA(
            "Data",
            "digits",
            Form.of(Field.text("NAME|PATH").after("")),
            "digits, square, circle, arcs1 to arcs8, mnist, frey, cifar10, or your own file or folder"),
    IMAGE_SIZE(
            "Data",
            "auto",
            Form.of(
                    Option.word("auto"),
                    Option.of(side("N")),
                    Option.of(side("H"), side("W").after("x"))),
            "size to which the images of a folder or zip file are resized"),
    COLOUR(
            "Data",
            "auto",
            Form.words("auto", "grey", "colour"),
            "whether images of a folder or zip file are read as grey or colour"),
    LABEL_COLUMN(
            "Data",
            "auto",
            Form.of(
                    Option.word("auto"),
                    Option.word("none"),
                    Option.of(Field.text("NAME").after(""))),
            "column of a text table that contains the classes; auto: one named label, class, target or y"),
    DROP(
            "Data",
            "none",
            Form.of(Option.word("none"), Option.of(Field.text("A,B,..").after(""))),
            "columns of a text table to leave out: names, or numbers from 1"),
    KEEP(
            "Data",
            "all",
            Form.of(Option.word("all"), Option.of(Field.text("A,B,..").after(""))),
            "columns of a text table to read; the others are left out"),
    DECIMAL(
            "Data",
            "auto",
            Form.words("auto", "point", "comma"),
            "what precedes the decimals in a text table; auto: determined by its cells"),
    SPLIT(
            "Data",
            "auto",
            Form.of(
                    Option.word("auto"),
                    Option.word("official"),
                    Option.of(
                            share("TRAIN").after(""),
                            share("VAL").after(","),
                            share("TEST").after(","))),
            "the official split of the data, or fractions; auto: official if there is one, otherwise 0.8,0.1,0.1"),
    BINARISE(
            "Data",
            "auto",
            Form.words("auto", "none", "static", "dynamic"),
            "sample pixels as 0 or 1 with their grey value as probability: once (static) or in every epoch (dynamic)"),
    SCALE(
            "Data",
            "auto",
            Form.words("auto", "none", "standard"),
            "standard: subtract the mean of each column and divide by its standard deviation"),
    POSTERIOR(
            "Model",
            "normal:40",
            Form.of(
                    Option.word("normal")
                            .with(latents("D"))
                            .maybe(Field.real("MIN"), Field.real("MAX").after(".."))
                            .help("diagonal Gaussian with D latents, log σ² within [MIN, MAX]"),
                    Option.word("normal-full")
                            .with(Field.whole("D", 1, Limits.FULL_LATENTS).unit("latents"))
                            .maybe(Field.real("MIN"), Field.real("MAX").after(".."))
                            .help("Gaussian with all covariances of D latents, by a Cholesky factor with the log of its"
                                    + " squared diagonal within [MIN, MAX]"),
                    Option.word("hierarchical")
                            .with(latents("D1"), latents("D2").after(","))
                            .maybe(Field.real("MIN"), Field.real("MAX").after(".."))
                            .help("Gaussian with two levels of latents, z1 given z2"),
                    Option.word("vmf")
                            .with(Field.text("D[xK]"))
                            .maybe(Field.real("MIN").atLeast(0))
                            .help("von Mises-Fisher on spheres, concentration at least MIN"),
                    Option.word("power-spherical")
                            .with(Field.text("D[xK]"))
                            .maybe(Field.real("MIN").atLeast(0))
                            .help("Power Spherical on spheres, concentration at least MIN"),
                    Option.word("vmf-2018")
                            .with(Field.text("D[xK]"))
                            .maybe(Field.real("MIN").atLeast(0))
                            .help("as vmf, with the biased gradient of the code published in 2018, for comparison")),
            "q(z|x): a Gaussian with D latents and bounds on log σ², one with full covariance, one with two levels z1"
                    + " and z2, or a"
                    + " distribution on K spheres of dimension D (D + 1 coordinates each) with a minimum"
                    + " concentration; vmf:4x10,2 means ten S⁴ and one S²"),
    PRIOR(
            "Model",
            "auto",
            Form.of(
                    Option.word("auto"),
                    Option.word("standard").help("N(0, I)"),
                    Option.word("uniform").help("uniform on spheres"),
                    Option.word("mixture").with(components("K")).help("learned mixture of K Gaussians"),
                    Option.word("vamp")
                            .with(components("K"))
                            .maybe(Field.flag("data"))
                            .help("mixture of K posteriors, pseudo-inputs from training rows"),
                    Option.word("vamp")
                            .with(
                                    components("K"),
                                    Field.real("MEAN"),
                                    Field.real("SD").atLeast(0).after(","))
                            .help("mixture of K posteriors, pseudo-inputs from noise")),
            "p(z); auto: standard, or uniform on spheres; the pseudo-inputs of a VampPrior are initialised with"
                    + " training rows, or with noise as in the 2018 experiments"),
    LIKELIHOOD(
            "Model",
            "auto",
            Likelihoods.form(),
            "p(x|z): bernoulli for binary data, gaussian and student-t for real numbers, the others for 256"
                    + " levels; auto: chosen to suit the data"),
    DECODER_START(
            "Model",
            "mean",
            Form.words("mean", "random"),
            "decoder output before training: the mean training row, or random; mixtures, categorical and bitwise"
                    + " always start at random"),
    NETWORK(
            "Model",
            "gated:300,300",
            Networks.form(),
            "hidden layers of encoder and decoder: units per layer (W), none (linear), or channels (C) of convolutions that each"
                    + " halve the image sides"),
    OBJECTIVE(
            "Training",
            "elbo",
            Form.listOf(
                    Option.word("elbo"),
                    Option.word("iwae").help("importance-weighted bound over several samples"),
                    Option.word("beta").with(Field.real("B").atLeast(0)).help("weight of the KL"),
                    Option.word("beta-input")
                            .with(Field.real("LO"), Field.real("HI").after(".."))
                            .help("one network for a whole range of beta"),
                    Option.word("free-bits")
                            .with(Field.real("NATS").atLeast(0).unit("nats"))
                            .help("minimum KL of each latent"),
                    Option.word("capacity")
                            .with(
                                    Field.real("NATS").atLeast(0).unit("nats"),
                                    Field.whole("EPOCHS", 1, Integer.MAX_VALUE)
                                            .after("/")
                                            .unit("epochs"))
                            .help("value towards which the KL is drawn, reached linearly"),
                    Option.word("latent-energy")
                            .with(Field.text("H[/G]"))
                            .help("Σ h(E z²) instead of the KL, and g of the mean squared error over σ²; H and G each"
                                    + " linear, saturating or log"),
                    Option.word("wae")
                            .with(Field.real("LAMBDA").atLeast(0))
                            .help("Wasserstein autoencoder: weight of the MMD between latents and prior, instead of the"
                                    + " KL"),
                    Option.word("aae")
                            .maybe(Field.real("LAMBDA").atLeast(0))
                            .help(
                                    "adversarial autoencoder: weight (1) of the adversary's verdict on latents, instead of"
                                            + " the KL"),
                    Option.word("denoise")
                            .with(Field.real("SD").atLeast(0))
                            .help("the encoder sees rows with normal noise"),
                    Option.word("denoise-mask")
                            .with(Field.real("P").atLeast(0).atMost(1))
                            .help("the encoder sees rows with values set to 0, each with probability P"),
                    Option.word("warm-up")
                            .with(Field.whole("EPOCHS", 0, Integer.MAX_VALUE).unit("epochs"))
                            .help("weight of the KL grows linearly from 0"),
                    Option.word("l2").with(Field.real("LAMBDA").atLeast(0)).help("weight of Σw²")),
            "terms of the loss: iwae, the importance-weighted bound; beta, the weight of the KL; beta-input, one"
                    + " network for a range of beta; free-bits, the minimum KL of each latent; capacity, a target"
                    + " for the KL; latent-energy, Σ h(E z²) instead of the KL and g(error), H and G each linear, saturating"
                    + " or log; wae and aae, an MMD or an"
                    + " adversary instead of the KL; denoise, noise on what the encoder sees; denoise-mask, zeros there;"
                    + " warm-up, linear growth of"
                    + " the weights of these;"
                    + " l2, the weight of Σw²"),
    EPOCHS("Training", "100", count("N", 1, "epochs"), "passes over the training rows"),
    BATCH_SIZE("Training", "100", count("N", 1, "rows"), "rows per gradient step"),
    LEARNING_RATE(
            "Training",
            "5e-4",
            Form.of(Option.of(Field.real("RATE").moreThan(0).after(""))
                    .maybe(
                            Field.real("FACTOR").moreThan(0).atMost(1),
                            Field.whole("EPOCHS", 1, Integer.MAX_VALUE)
                                    .after("/")
                                    .unit("epochs"))),
            "learning rate, for example 1e-3, or 1e-3:0.5/50 to halve it every 50 epochs"),
    OPTIMIZER(
            "Training",
            "adam",
            Form.words("adam", "adam-normalised"),
            "adam-normalised first divides the gradient of each tensor by its norm"),
    EARLY_STOPPING(
            "Training",
            "50",
            count("EPOCHS", 0, "epochs"),
            "stop after so many epochs without a better validation loss; 0: train all epochs"),
    SAMPLES("Training", "1", count("N", 1, Limits.SAMPLES, "samples"), "posterior samples per row in a training step"),
    EVALUATION_SAMPLES(
            "Evaluation and reproducibility",
            "auto",
            Form.of(
                    Option.word("auto"),
                    Option.of(Field.whole("N", 1, RunConfig.MOST_IMPORTANCE_SAMPLES)
                            .after("")
                            .unit("samples"))),
            "importance samples per test row; auto: 5000, and fewer for more than 1000 rows (500 for 10,000), so that an"
                    + " evaluation takes minutes"),
    SEED(
            "Evaluation and reproducibility",
            "0",
            Form.of(Field.whole("N", Long.MIN_VALUE, Long.MAX_VALUE).after("")),
            "seed of every random stream of the run"),
    THREADS(
            "Evaluation and reproducibility",
            "auto",
            Form.of(
                    Option.word("auto"),
                    Option.of(Field.whole("N", 1, Limits.THREADS).after(""))),
            "processor threads that the run may use; results are reproducible bit for bit only with the same number"),
    WORKERS(
            "Evaluation and reproducibility",
            "auto",
            Form.of(
                    Option.word("auto"),
                    Option.of(Field.whole("N", 1, Limits.THREADS).after(""))),
            "workers that share the rows of each training step, one thread each; auto takes one per thread if the model"
                    + " is large enough; results are reproducible bit for bit only with the same number");

    /** Largest sizes that settings accept. */
    static final class Limits {
        static final int LATENTS = 65_536;
        static final int FULL_LATENTS = 1024;
        static final int COMPONENTS = 1_000_000;
        static final int IMAGE_SIDE = 4096;
        static final int SAMPLES = 10_000_000;
        static final int THREADS = 256;

        private Limits() {}
    }

    private final Description description;

    Setting(String heading, String defaultText, Form form, String help) {
        this.description = new Description(heading, defaultText, form, help);
    }

    private static Field latents(String label) {
        return Field.whole(label, 1, Limits.LATENTS).unit("latents");
    }

    private static Field components(String label) {
        return Field.whole(label, 1, Limits.COMPONENTS).unit("components");
    }

    private static Field side(String label) {
        return Field.whole(label, 1, Limits.IMAGE_SIDE).after("").unit("pixels");
    }

    private static Field share(String label) {
        return Field.real(label).atLeast(0).atMost(1);
    }

    private static Form count(String label, int least, String unit) {
        return count(label, least, Integer.MAX_VALUE, unit);
    }

    private static Form count(String label, int least, int most, String unit) {
        return Form.of(Field.whole(label, least, most).after("").unit(unit));
    }

    @Override
    public Description description() {
        return description;
    }

    @Override
    public Set<Setting> dependsOn() {
        EnumSet<Setting> others = EnumSet.noneOf(Setting.class);
        SettingRule.ALL.stream().filter(rule -> rule.field() == this).forEach(rule -> others.addAll(rule.others()));
        return others;
    }

    @Override
    public void check(String text) {
        RunConfig.faultsOfValues(Map.of(this, text)).stream().findFirst().ifPresent(fault -> {
            throw new ElboException(fault.message());
        });
    }

    /** All settings, in the order of configuration files. */
    public static List<Setting> all() {
        return Arrays.asList(values());
    }

    /**
     * The setting with a given key.
     *
     * @throws ElboException if there is none, with the most similar key as a suggestion
     */
    public static Setting ofKey(String key) {
        return SettingSchema.ofKey(all(), key);
    }
}
