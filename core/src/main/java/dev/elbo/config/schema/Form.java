package dev.elbo.config.schema;

import dev.elbo.io.ElboException;
import dev.elbo.io.Shown;
import dev.elbo.io.Suggestion;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The syntax of a setting: one of several options, or a list of them. Parsing, command line help and error messages are
 * all derived from it.
 *
 * @param options the alternatives, in the order of help texts
 * @param several whether a value is a list of options separated by commas
 */
public record Form(List<Option> options, boolean several) {

    public Form {
        options = List.copyOf(options);
    }

    /** One of these options. */
    public static Form of(Option... options) {
        return new Form(List.of(options), false);
    }

    /** One or more of these options, separated by commas. */
    public static Form listOf(Option... options) {
        return new Form(List.of(options), true);
    }

    /** One of these words. */
    public static Form words(String... words) {
        return new Form(List.of(words).stream().map(Option::word).toList(), false);
    }

    /** A single field. */
    public static Form of(Field field) {
        return of(Option.of(field));
    }

    /** The syntax for people, such as {@code normal:D[:MIN..MAX]|vmf:D[xK][:MIN]}. */
    public String syntax() {
        String all = options.stream().map(Option::syntax).collect(Collectors.joining("|"));
        return several ? all + ", joined by commas" : all;
    }

    /** The words that the options begin with; options without a word are left out. */
    public List<String> words() {
        return options.stream()
                .map(Option::name)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /**
     * Parses a value, or one item of a list.
     *
     * @param key key of the setting, for error messages
     * @throws ElboException if the text matches no option or a field is out of bounds
     */
    public Match match(String key, String text) {
        List<Option> named = options.stream()
                .filter(option -> option.begins(text))
                .sorted(Comparator.comparingInt((Option option) -> option.name().length())
                        .reversed())
                .toList();
        List<Option> fitting =
                named.stream().filter(option -> option.fits(text)).toList();
        for (int i = 0; i < fitting.size(); i++) {
            if (i == fitting.size() - 1 || fitting.get(i).accepts(text)) {
                return fitting.get(i).match(key, this, text);
            }
        }
        if (named.stream().anyMatch(option -> !option.name().isEmpty())) {
            throw new ElboException(key + ": expected " + syntax() + ", got '" + Shown.text(text) + "'");
        }
        String word = words().isEmpty() ? text : text.split(":", 2)[0];
        throw new ElboException(
                key + ": expected " + syntax() + ", got '" + Shown.text(word) + "'" + Suggestion.phrase(word, words()));
    }
}
