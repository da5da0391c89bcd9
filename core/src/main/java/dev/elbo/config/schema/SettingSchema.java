package dev.elbo.config.schema;

import dev.elbo.io.ElboException;
import dev.elbo.io.Shown;
import dev.elbo.io.Suggestion;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** A setting; enums of settings implement it. */
public interface SettingSchema {

    /** The name of the constant. */
    String name();

    /** Its syntax, default and help. */
    Description description();

    /** Its name in configuration files; with two dashes in front, the option of the command line. */
    default String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The syntax of its values, with bounds and units. */
    default Form form() {
        return description().form();
    }

    /** Its value when none is given. */
    default String defaultText() {
        return description().defaultText();
    }

    /** What it does, in one line for users. */
    default String help() {
        return description().help();
    }

    /** The heading under which help texts list it. */
    default String heading() {
        return description().heading();
    }

    /** The settings that determine which values of this one are allowed. */
    default Set<? extends SettingSchema> dependsOn() {
        return Set.of();
    }

    /**
     * Parses a value.
     *
     * @throws ElboException in one sentence that names the setting, if the value is invalid
     */
    default Match match(String text) {
        return form().match(key(), text.strip());
    }

    /**
     * Checks a value by itself, regardless of the other settings.
     *
     * @throws ElboException in one sentence that names the setting, if the value is invalid
     */
    void check(String text);

    /**
     * The setting with a given key.
     *
     * @throws ElboException if there is none, with the most similar key as a suggestion
     */
    static <S extends SettingSchema> S ofKey(Collection<S> all, String key) {
        for (S setting : all) {
            if (setting.key().equals(key)) {
                return setting;
            }
        }
        throw new ElboException("there is no setting '" + Shown.text(key) + "'"
                + Suggestion.phrase(key, all.stream().map(SettingSchema::key).toList()));
    }
}
