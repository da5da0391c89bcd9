package dev.elbo.config.schema;

import dev.elbo.io.ElboException;
import dev.elbo.io.Suggestion;
import java.util.Collection;
import java.util.Set;

/** Everything that is known of a setting before it has a value. */
public interface SettingSchema {

    /** As written in YAML, and after two dashes on the command line. */
    String key();

    /** What its values look like, with their bounds and units. */
    Form form();

    /** The value it has where none is given. */
    String defaultText();

    /** What it does, one line for people. */
    String help();

    /** What it is about, as help and forms group settings. */
    String heading();

    /** The settings whose values decide which values of this one are possible. */
    Set<? extends SettingSchema> dependsOn();

    /**
     * A value taken apart.
     *
     * @throws ElboException in one sentence that names the setting
     */
    default Match match(String text) {
        return form().match(key(), text.strip());
    }

    /**
     * Refuses a value that is impossible whatever the other settings are.
     *
     * @throws ElboException in one sentence that names the setting
     */
    void check(String text);

    /** @throws ElboException with a suggestion, if there is no such key */
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
