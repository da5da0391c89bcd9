package dev.elbo.config;

import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.schema.Description;
import dev.elbo.config.schema.Field;
import dev.elbo.config.schema.Form;
import dev.elbo.config.schema.Option;
import dev.elbo.config.schema.SettingSchema;
import dev.elbo.io.ElboException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The settings of link prediction: key, syntax, default and help of each. */
public enum LinkSetting implements SettingSchema {
    DATA(
            "cora",
            Form.of(Field.text("NAME|PATH").after("")),
            "cora, citeseer, pubmed, or your own edge list with two node names per line"),
    FEATURES(
            "auto",
            Form.of(
                    Option.word("auto"),
                    Option.word("none"),
                    Option.of(Field.text("FILE").after(""))),
            "auto: the features that come with the graph; or none, or a CSV file with node name, then numbers"),
    POSTERIOR(
            "normal:16",
            new Form(
                    Setting.POSTERIOR.form().options().stream()
                            .filter(option -> !option.name().equals("hierarchical"))
                            .toList(),
                    false),
            "q(z|x): a Gaussian with bounds on log σ², or a distribution on spheres of dimension D"),
    HIDDEN("32", count("N").unit("units"), "width of the first graph convolution"),
    DECODER(
            "inner",
            Form.of(
                    Option.word("inner")
                            .maybe(Field.real("SCALE"), Field.real("BIAS").after(",")),
                    Option.word("learned")
                            .maybe(Field.real("SCALE"), Field.real("BIAS").after(","))),
            "logit of a pair: SCALE · inner product + BIAS (default 1,0), fixed, or learned from these initial values"),
    WEIGHTING(
            "gae",
            Form.words("elbo", "gae", "pyg"),
            "loss: the ELBO over all pairs, or weighted as in gae or PyTorch Geometric"),
    EPOCHS("200", count("N").unit("epochs"), "full-batch steps"),
    LEARNING_RATE("0.01", Form.of(Field.real("RATE").moreThan(0).after("")), "learning rate of Adam"),
    SELECT(
            "last",
            Form.of(
                    Option.word("last"),
                    Option.word("validation")
                            .with(Field.whole("EPOCHS", 1, 999_999).unit("epochs"))),
            "model to keep: the last epoch, or the epoch with the best validation AUC, measured every EPOCHS epochs"),
    SEED(
            "0",
            Form.of(Field.whole("N", Long.MIN_VALUE, Long.MAX_VALUE).after("")),
            "seed of the split, the initial weights and all noise"),
    THREADS("auto", Setting.THREADS.form(), Setting.THREADS.help());

    private final Description description;

    LinkSetting(String defaultText, Field field, String help) {
        this(defaultText, Form.of(field), help);
    }

    LinkSetting(String defaultText, Form form, String help) {
        this.description = new Description("Graph", defaultText, form, help);
    }

    private static Field count(String label) {
        return Field.whole(label, 1, 999_999).after("");
    }

    @Override
    public Description description() {
        return description;
    }

    @Override
    public void check(String text) {
        try {
            LinkConfig.of(Map.of(this, text));
        } catch (ConfigException e) {
            throw new ElboException(e.faults().get(0).message(), e);
        }
    }

    /** All settings, in the order of configuration files. */
    public static List<LinkSetting> all() {
        return Arrays.asList(values());
    }
}
