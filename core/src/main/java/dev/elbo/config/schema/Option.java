package dev.elbo.config.schema;

import dev.elbo.io.ElboException;
import dev.elbo.io.Shown;
import dev.elbo.io.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One way to write the value of a setting: a word, then required and optional parts.
 *
 * @param name the word; empty for an option that consists of fields only
 * @param parts what follows the word, in order
 * @param help one line for users; may be empty
 */
public record Option(String name, List<Part> parts, String help) {

    /** Fields that are present together or not at all. */
    public record Part(List<Field> fields, boolean optional) {
        public Part {
            fields = List.copyOf(fields);
        }

        String syntax() {
            String all = fields.stream().map(Field::syntax).collect(Collectors.joining());
            return optional ? "[" + all + "]" : all;
        }

        String pattern() {
            String all = fields.stream().map(Field::pattern).collect(Collectors.joining());
            return optional ? "(?:" + all + ")?" : all;
        }
    }

    public Option {
        parts = List.copyOf(parts);
    }

    /** A word by itself; {@link #with} and {@link #maybe} add fields to it. */
    public static Option word(String name) {
        return new Option(name, List.of(), "");
    }

    /** Fields without a word. */
    public static Option of(Field... fields) {
        return new Option("", List.of(new Part(List.of(fields), false)), "");
    }

    /** This option, followed by required fields. */
    public Option with(Field... fields) {
        return plus(new Part(List.of(fields), false));
    }

    /** This option, followed by fields that are all present or all absent. */
    public Option maybe(Field... fields) {
        return plus(new Part(List.of(fields), true));
    }

    /** This option with a help text. */
    public Option help(String text) {
        return new Option(name, parts, text);
    }

    private Option plus(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new Option(name, more, help);
    }

    /** All fields, required and optional, in order. */
    public List<Field> fields() {
        return parts.stream().flatMap(part -> part.fields().stream()).toList();
    }

    /** The syntax for people, such as {@code normal:D[:MIN..MAX]}. */
    public String syntax() {
        return name + parts.stream().map(Part::syntax).collect(Collectors.joining());
    }

    /** Whether a text is probably meant as this option: it starts with its word. */
    boolean begins(String text) {
        return name.isEmpty() || text.equals(name) || text.startsWith(name + ":");
    }

    boolean fits(String text) {
        return pattern().matcher(text).matches();
    }

    /** Whether every field has the right type and lies within its bounds. */
    boolean accepts(String text) {
        Matcher matcher = pattern().matcher(text);
        List<Field> fields = fields();
        boolean all = matcher.matches();
        for (int i = 0; all && i < fields.size(); i++) {
            all = matcher.group(i + 1) == null
                    || fields.get(i).items(matcher.group(i + 1)).stream().allMatch(fields.get(i)::accepts);
        }
        return all;
    }

    private Pattern pattern() {
        return Pattern.compile(
                Pattern.quote(name) + parts.stream().map(Part::pattern).collect(Collectors.joining()));
    }

    /** @throws ElboException if a field has the wrong type or is out of bounds */
    Match match(String key, Form form, String text) {
        Matcher matcher = pattern().matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not written as " + syntax());
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<Field> fields = fields();
        for (int i = 0; i < fields.size(); i++) {
            String value = matcher.group(i + 1);
            if (value != null) {
                check(key, form, fields.get(i), value, text);
                values.put(fields.get(i).label(), value.strip());
            }
        }
        return new Match(this, values);
    }

    private void check(String key, Form form, Field field, String value, String text) {
        for (String item : field.items(value)) {
            if (!field.accepts(item)) {
                throw new ElboException(key + ": expected " + form.syntax() + " with " + field.describe() + ", got '"
                        + Shown.text(item) + "'" + suggestion(form, item, text));
            }
        }
    }

    /** A word where a number is expected may be the misspelt name of another option. */
    private String suggestion(Form form, String item, String text) {
        boolean word = !item.isEmpty() && Character.isLetter(item.charAt(0));
        List<String> others =
                form.words().stream().filter(other -> !other.equals(name)).toList();
        return word ? Suggestion.phrase(text, others) : "";
    }
}
