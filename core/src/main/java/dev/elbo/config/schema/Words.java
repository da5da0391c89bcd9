package dev.elbo.config.schema;

import dev.elbo.io.ElboException;
import dev.elbo.io.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Constants of an enum as settings write them. */
public final class Words {
    private Words() {}

    /** Such as per-pixel for PER_PIXEL. */
    public static String text(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws ElboException in one sentence, if the word is none of them */
    public static <E extends Enum<E>> E parse(SettingSchema setting, String word, Class<E> choices) {
        List<String> words = new ArrayList<>();
        for (E choice : choices.getEnumConstants()) {
            if (text(choice).equals(word)) {
                return choice;
            }
            words.add(text(choice));
        }
        throw new ElboException(setting.key() + ": expected " + setting.form().syntax() + ", got '" + word + "'"
                + Suggestion.phrase(word, words));
    }
}
