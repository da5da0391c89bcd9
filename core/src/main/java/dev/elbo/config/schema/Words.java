package dev.elbo.config.schema;

import dev.elbo.io.ElboException;
import dev.elbo.io.Shown;
import dev.elbo.io.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Enum constants as words in settings. */
public final class Words {
    private Words() {}

    /** The word for a constant, such as per-pixel for PER_PIXEL. */
    public static String text(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant for a word.
     *
     * @throws ElboException if there is none, with the most similar word as a suggestion
     */
    public static <E extends Enum<E>> E parse(SettingSchema setting, String word, Class<E> choices) {
        return parse(setting.key() + ": expected " + setting.form().syntax(), word, choices);
    }

    /**
     * As {@link #parse(SettingSchema, String, Class)}, for a part of a setting.
     *
     * @param expected how the error begins, such as "scale: expected none|standard"
     */
    public static <E extends Enum<E>> E parse(String expected, String word, Class<E> choices) {
        List<String> words = new ArrayList<>();
        for (E choice : choices.getEnumConstants()) {
            if (text(choice).equals(word)) {
                return choice;
            }
            words.add(text(choice));
        }
        throw new ElboException(expected + ", got '" + Shown.text(word) + "'" + Suggestion.phrase(word, words));
    }
}
