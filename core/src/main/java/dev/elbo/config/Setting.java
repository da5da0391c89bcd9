package dev.elbo.config;

import dev.elbo.config.schema.Field;
import dev.elbo.config.schema.Form;
import dev.elbo.config.schema.Option;
import dev.elbo.config.schema.SettingSchema;
import dev.elbo.io.ElboException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Everything that a run can be given, once: key, form, default and help. */
public enum Setting implements SettingSchema {
    DATA(
            "Data",
            "digits",
            Form.of(Field.text("NAME|PATH").after("")),
            "digits, square, circle, arcs1 to arcs8, mnist, frey, cifar10, or a file or folder of your own"),
    IMAGE_SIZE(
            "Data",
            "auto",
            Form.of(
                    Option.word("auto"),
                    Option.of(side("N")),
                    Option.of(side("H"), side("W").after("x"))),
            "resize images of a folder or zip file"),
    COLOUR(
            "Data",
            "auto",
            Form.words("auto", "grey", "colour"),
            "read images of a folder or zip file in grey or colour"),
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
            "the official split where the data have one, otherwise fractions such as 0.8,0.1,0.1"),
    BINARISE(
            "Data",
            "auto",
            Form.words("auto", "none", "static", "dynamic"),
            "sample pixels as 0 or 1 with their grey value as probability: once, or again in every epoch"),
    SCALE(
            "Data",
            "auto",
            Form.words("auto", "none", "standard"),
            "standard: subtract the mean and divide by the standard deviation of each column"),
    POSTERIOR(
            "Model",
            "normal:40",
            Form.of(
                    Option.word("normal")
                            .with(latents("D"))
                            .maybe(Field.real("MIN"), Field.real("MAX").after(".."))
                            .help("Gaussian with D independent latents, log σ² within [MIN, MAX]"),
                    Option.word("hierarchical")
                            .with(latents("D1"), latents("D2").after(","))
                            .maybe(Field.real("MIN"), Field.real("MAX").after(".."))
                            .help("Gaussians on two levels of latents, z1 given z2"),
                    Option.word("vmf")
                            .with(Field.text("D[xK]"))
                            .maybe(Field.real("MIN").atLeast(0))
                            .help("von Mises-Fisher on spheres, concentration at least MIN"),
                    Option.word("power-spherical")
                            .with(Field.text("D[xK]"))
                            .maybe(Field.real("MIN").atLeast(0))
                            .help("Power Spherical on spheres, concentration at least MIN")),
            "q(z|x): Gaussian with D latents and bounds of log σ², on two levels z1 and z2, or on K spheres of dimension D"
                    + " (D + 1 coordinates each) with a smallest concentration; vmf:4x10,2 is ten S⁴ and one S²"),
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
            "p(z); auto: standard, on spheres uniform; the pseudo-inputs of a VampPrior start at training rows, or at noise"
                    + " as in the 2018 experiments"),
    LIKELIHOOD(
            "Model",
            "auto",
            Likelihoods.form(),
            "p(x|z): bernoulli for 0 and 1, gaussian and student-t for real numbers, the others for 256 levels"),
    DECODER_START(
            "Model",
            "mean",
            Form.words("mean", "random"),
            "output of the decoder before training: the mean training row for every z, or random weights; mixtures,"
                    + " categorical and bitwise start at random"),
    NETWORK(
            "Model",
            "gated:300,300",
            Networks.form(),
            "hidden layers of encoder and decoder: units, or channels of convolutions that each halve the image sides"),
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
                            .help("smallest KL of each latent"),
                    Option.word("capacity")
                            .with(
                                    Field.real("NATS").atLeast(0).unit("nats"),
                                    Field.whole("EPOCHS", 1, Integer.MAX_VALUE)
                                            .after("/")
                                            .unit("epochs"))
                            .help("value that the KL is drawn towards"),
                    Option.word("latent-energy")
                            .with(Field.text("linear|saturating|log"))
                            .help("Σ h(E z²) in place of the KL"),
                    Option.word("warm-up")
                            .with(Field.whole("EPOCHS", 0, Integer.MAX_VALUE).unit("epochs"))
                            .help("weight of the KL grows linearly"),
                    Option.word("l2").with(Field.real("LAMBDA").atLeast(0)).help("weight of Σw²")),
            "terms of the loss: the importance-weighted bound over several samples; weight of the KL, its floor per latent,"
                    + " the value it is drawn towards, or Σ h(E z²) in its place; one network for a range of beta; weight"
                    + " of Σw²"),
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
            "for example 1e-3, or 1e-3:0.5/50 to halve it every 50 epochs"),
    OPTIMIZER(
            "Training",
            "adam",
            Form.words("adam", "adam-normalised"),
            "adam-normalised divides the gradient of each tensor by its norm first"),
    EARLY_STOPPING(
            "Training",
            "50",
            count("EPOCHS", 0, "epochs"),
            "epochs without a better validation loss before training stops; 0 trains all epochs"),
    SAMPLES("Training", "1", count("N", 1, Limits.SAMPLES, "samples"), "samples of the posterior per row and step"),
    EVALUATION_SAMPLES(
            "Evaluation and repeatability",
            "5000",
            count("N", 1, Limits.SAMPLES, "samples"),
            "importance samples per test row"),
    SEED(
            "Evaluation and repeatability",
            "0",
            Form.of(Field.whole("N", Long.MIN_VALUE, Long.MAX_VALUE).after("")),
            "seed of every random stream of the run"),
    THREADS(
            "Evaluation and repeatability",
            "auto",
            Form.of(
                    Option.word("auto"),
                    Option.of(Field.whole("N", 1, Limits.THREADS).after(""))),
            "threads inside one operation; results repeat exactly only with the same number");

    /** Bounds of sizes that a text may ask for. */
    static final class Limits {
        static final int LATENTS = 65_536;
        static final int COMPONENTS = 1_000_000;
        static final int IMAGE_SIDE = 4096;
        static final int SAMPLES = 10_000_000;
        static final int THREADS = 256;

        private Limits() {}
    }

    private final String heading;
    private final String defaultText;
    private final Form form;
    private final String help;

    Setting(String heading, String defaultText, Form form, String help) {
        this.heading = heading;
        this.defaultText = defaultText;
        this.form = form;
        this.help = help;
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
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public String defaultText() {
        return defaultText;
    }

    @Override
    public String help() {
        return help;
    }

    @Override
    public String heading() {
        return heading;
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

    /** All settings, in the order of files and forms. */
    public static List<Setting> all() {
        return Arrays.asList(values());
    }

    /**
     * @throws ElboException with a suggestion, if there is no such key
     */
    public static Setting ofKey(String key) {
        return SettingSchema.ofKey(all(), key);
    }
}
