package dev.elbo.config.schema;

import dev.elbo.io.ElboException;
import dev.elbo.io.Suggestion;
import java.util.Collection;
import java.util.Set;

/** The description of a setting: key, syntax, default and help. */
public interface SettingSchema {

    /** Its name in configuration files; with two dashes in front, the option of the command line. */
    String key();

    /** The syntax of its values, with bounds and units. */
    Form form();

    /** Its value when none is given. */
    String defaultText();

    /** What it does, in one line for users. */
    String help();

    /** The heading under which help texts list it. */
    String heading();

    /** The settings that determine which values of this one are allowed. */
    Set<? extends SettingSchema> dependsOn();

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
        throw new ElboException("there is no setting '" + key + "'"
                + Suggestion.phrase(key, all.stream().map(SettingSchema::key).toList()));
    }
}
