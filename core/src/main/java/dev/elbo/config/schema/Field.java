package dev.elbo.config.schema;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One value within the text of a setting.
 *
 * @param separator what precedes it, such as a colon
 * @param label its name in help texts and errors, such as D
 * @param least smallest number allowed; negative infinity if there is no lower bound
 * @param above whether {@code least} itself is excluded
 * @param most largest number allowed; infinity if there is no upper bound
 * @param repeated whether several values may be given, separated by commas
 * @param unit such as "epochs"; empty if it has none
 */
public record Field(
        String separator,
        String label,
        Kind kind,
        double least,
        boolean above,
        double most,
        boolean repeated,
        String unit) {

    /** The type of a value. */
    public enum Kind {
        /** Any text. */
        TEXT,
        /** The label itself, as a flag. */
        FLAG,
        /** A whole number. */
        WHOLE,
        /** A finite number. */
        REAL
    }

    /** Any text. */
    public static Field text(String label) {
        return new Field(":", label, Kind.TEXT, 0, false, 0, false, "");
    }

    /** The label itself: a flag that is set or not. */
    public static Field flag(String label) {
        return new Field(":", label, Kind.FLAG, 0, false, 0, false, "");
    }

    /**
     * A whole number, bounds included; a {@code most} of {@link Integer#MAX_VALUE} or more is not mentioned in errors.
     */
    public static Field whole(String label, long least, long most) {
        return new Field(":", label, Kind.WHOLE, least, false, most, false, "");
    }

    /** A finite number. */
    public static Field real(String label) {
        return new Field(":", label, Kind.REAL, Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false, "");
    }

    /** This field with an inclusive lower bound. */
    public Field atLeast(double bound) {
        return new Field(separator, label, kind, bound, false, most, repeated, unit);
    }

    /** This field with an exclusive lower bound. */
    public Field moreThan(double bound) {
        return new Field(separator, label, kind, bound, true, most, repeated, unit);
    }

    /** This field with an inclusive upper bound. */
    public Field atMost(double bound) {
        return new Field(separator, label, kind, least, above, bound, repeated, unit);
    }

    /** This field with another separator than a colon. */
    public Field after(String other) {
        return new Field(other, label, kind, least, above, most, repeated, unit);
    }

    /** This field as a list of one or more values, separated by commas. */
    public Field several() {
        return new Field(separator, label, kind, least, above, most, true, unit);
    }

    /** This field with a unit. */
    public Field unit(String name) {
        return new Field(separator, label, kind, least, above, most, repeated, name);
    }

    String syntax() {
        return separator + label + (repeated ? "," + label + ",.." : "");
    }

    String pattern() {
        String value = switch (kind) {
            case TEXT -> separator.isEmpty() ? "(.*)" : "([^:]*)";
            case FLAG -> "(" + Pattern.quote(label) + ")";
            case WHOLE, REAL -> repeated ? "([^:/]*?)" : "([^:/,]*?)";
        };
        return Pattern.quote(separator) + value;
    }

    /** The values in a text: one, or several if the field is repeated. */
    List<String> items(String text) {
        return repeated ? Arrays.stream(text.split(",", -1)).map(String::strip).toList() : List.of(text.strip());
    }

    boolean accepts(String text) {
        return switch (kind) {
            case TEXT -> !text.isEmpty();
            case FLAG -> true;
            case WHOLE -> isWhole(text);
            case REAL -> isReal(text);
        };
    }

    private boolean isWhole(String text) {
        try {
            long value = Long.parseLong(text);
            return value >= least && (unbounded() || value <= most);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean isReal(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) && (above ? value > least : value >= least) && value <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean unbounded() {
        return most >= Long.MAX_VALUE;
    }

    /** Its type and bounds as part of a sentence, such as "a whole number from 1 to 10". */
    String describe() {
        return switch (kind) {
            case TEXT -> "text for " + label;
            case FLAG -> label;
            case WHOLE -> "a whole number" + wholeBounds();
            case REAL -> realBounds();
        };
    }

    private String wholeBounds() {
        if (least <= Long.MIN_VALUE && unbounded()) {
            return "";
        }
        return most >= Integer.MAX_VALUE
                ? " of at least " + (long) least
                : " from " + (long) least + " to " + (long) most;
    }

    private String realBounds() {
        boolean below = least == Double.NEGATIVE_INFINITY;
        String low = Numbers.text(least);
        if (most != Double.POSITIVE_INFINITY) {
            return "a number " + (above ? "above " : "from ") + low + (above ? " and up to " : " to ")
                    + Numbers.text(most);
        }
        if (below) {
            return "a finite number";
        }
        return above ? "a finite number above " + low : "a finite number of at least " + low;
    }
}
