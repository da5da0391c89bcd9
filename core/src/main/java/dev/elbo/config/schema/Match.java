package dev.elbo.config.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The parsed and checked text of a setting.
 *
 * @param option the option that the text matches
 * @param values the fields that are present, by label
 */
public record Match(Option option, Map<String, String> values) {

    /** The option's word. */
    public String word() {
        return option.name();
    }

    /** Whether the field is present. */
    public boolean has(String label) {
        return values.containsKey(label);
    }

    /**
     * The text of a field.
     *
     * @throws IllegalArgumentException if the field is not present
     */
    public String text(String label) {
        String value = values.get(label);
        if (value == null) {
            throw new IllegalArgumentException(option.syntax() + " has no field " + label + " here");
        }
        return value;
    }

    /** The value of a whole-number field. */
    public int whole(String label) {
        return Integer.parseInt(text(label));
    }

    /** The values of a repeated whole-number field. */
    public List<Integer> wholes(String label) {
        return Arrays.stream(text(label).split(",", -1))
                .map(item -> Integer.parseInt(item.strip()))
                .toList();
    }

    /** The value of a real field. */
    public double real(String label) {
        return Double.parseDouble(text(label));
    }

    /** The value of a real field, or {@code otherwise} if it is not present. */
    public double real(String label, double otherwise) {
        return has(label) ? real(label) : otherwise;
    }
}
