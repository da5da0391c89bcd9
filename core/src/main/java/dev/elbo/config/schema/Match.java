package dev.elbo.config.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The text of a setting, taken apart and checked.
 *
 * @param option how it is written
 * @param values the fields that are given, by their labels
 */
public record Match(Option option, Map<String, String> values) {

    /** The option's word. */
    public String word() {
        return option.name();
    }

    /** Whether the field is given. */
    public boolean has(String label) {
        return values.containsKey(label);
    }

    /** The field as it is written. */
    public String text(String label) {
        String value = values.get(label);
        if (value == null) {
            throw new IllegalArgumentException(option.syntax() + " has no field " + label + " here");
        }
        return value;
    }

    /** A whole number. */
    public int whole(String label) {
        return Integer.parseInt(text(label));
    }

    /** Whole numbers separated by commas. */
    public List<Integer> wholes(String label) {
        return Arrays.stream(text(label).split(",", -1))
                .map(item -> Integer.parseInt(item.strip()))
                .toList();
    }

    /** A finite number. */
    public double real(String label) {
        return Double.parseDouble(text(label));
    }

    /** A finite number, or another where it is not given. */
    public double real(String label, double otherwise) {
        return has(label) ? real(label) : otherwise;
    }
}
