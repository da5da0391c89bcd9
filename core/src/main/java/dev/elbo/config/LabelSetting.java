package dev.elbo.config;

import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.schema.Description;
import dev.elbo.config.schema.Field;
import dev.elbo.config.schema.Form;
import dev.elbo.config.schema.SettingSchema;
import dev.elbo.io.ElboException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The settings of a classifier trained with few labels (M1+M2): key, syntax, default and help of each. */
public enum LabelSetting implements SettingSchema {
    LATENT("normal:50", Setting.POSTERIOR.form(), "family of q(z2|z1,y)"),
    HIDDEN("500", count("N", "units"), "units of the hidden layers"),
    LABELLED("100", count("N", "rows"), "labelled rows, the same number of each class"),
    BATCH_SIZE("100", count("N", "rows"), "unlabelled rows per step"),
    EPOCHS("100", count("N", "epochs"), "passes over the unlabelled rows"),
    LEARNING_RATE("0.001", Form.of(Field.real("RATE").moreThan(0).after("")), "learning rate of Adam"),
    ALPHA("0.1", Form.of(Field.real("A").atLeast(0).after("")), "weight of the classification loss"),
    SEED(
            "0",
            Form.of(Field.whole("N", Long.MIN_VALUE, Long.MAX_VALUE).after("")),
            "seed of the choice of labelled rows, the initial weights and all noise");

    private final Description description;

    LabelSetting(String defaultText, Form form, String help) {
        this.description = new Description("Few labels", defaultText, form, help);
    }

    private static Form count(String label, String unit) {
        return Form.of(Field.whole(label, 1, Integer.MAX_VALUE).after("").unit(unit));
    }

    @Override
    public Description description() {
        return description;
    }

    @Override
    public void check(String text) {
        try {
            SemiSupervisedConfig.of(Map.of(this, text));
        } catch (ConfigException e) {
            throw new ElboException(e.faults().get(0).message(), e);
        }
    }

    /** All settings, in the order of configuration files. */
    public static List<LabelSetting> all() {
        return Arrays.asList(values());
    }
}
