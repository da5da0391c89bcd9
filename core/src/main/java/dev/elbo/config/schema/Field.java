package dev.elbo.config.schema;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One value inside the text of a setting.
 *
 * @param separator what stands before it
 * @param label its name in the syntax, such as D
 * @param least smallest number allowed; negative infinity for none
 * @param above whether the smallest number itself is excluded
 * @param most largest number allowed; infinity for none
 * @param repeated whether there may be several, separated by commas
 * @param unit such as "epochs"; may be empty
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

    /** What a value is. */
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

    /** A whole number with both bounds included; {@link Integer#MAX_VALUE} or more for no upper one. */
    public static Field whole(String label, long least, long most) {
        return new Field(":", label, Kind.WHOLE, least, false, most, false, "");
    }

    /** A finite number. */
    public static Field real(String label) {
        return new Field(":", label, Kind.REAL, Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false, "");
    }

    /** This field with a smallest value. */
    public Field atLeast(double bound) {
        return new Field(separator, label, kind, bound, false, most, repeated, unit);
    }

    /** This field with a bound that its values lie above. */
    public Field moreThan(double bound) {
        return new Field(separator, label, kind, bound, true, most, repeated, unit);
    }

    /** This field with a largest value. */
    public Field atMost(double bound) {
        return new Field(separator, label, kind, least, above, bound, repeated, unit);
    }

    /** This field after another separator than a colon. */
    public Field after(String other) {
        return new Field(other, label, kind, least, above, most, repeated, unit);
    }

    /** This field, of which there may be several separated by commas. */
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

    /** The values in a text: one, or several separated by commas. */
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

    /** For a sentence, such as "a whole number from 1 to 10". */
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
