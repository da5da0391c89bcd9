package dev.elbo.data.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Numbers as text that every program reads: a point before decimals, no exponent unless there were many zeros. */
public final class PlainNumbers {
    private static final int MOST_WHOLE_DIGITS = 21;
    private static final int MOST_DECIMALS = 25;

    /** Characters of a text, among them a point, that cannot be shorter and still mean the same number. */
    private static final int SURE_OF_FLOAT = 7;

    private static final int SURE_OF_DOUBLE = 15;

    private static final double EXACT = 0x1p52;
    private static final double[] POWERS = IntStream.range(0, 20)
            .mapToDouble(i -> Double.parseDouble("1e" + i))
            .toArray();

    private PlainNumbers() {}

    /** The shortest text that reads back as the same float. */
    public static String text(float value) {
        if (!Float.isFinite(value) || value == 0) {
            return special(value);
        }
        String text = Float.toString(value);
        return isShort(text, SURE_OF_FLOAT)
                ? withoutZeroDecimal(text)
                : plain(shortest(text, shorter -> shorter.floatValue() == value));
    }

    /** The shortest text that reads back as the same double. */
    public static String text(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return special(value);
        }
        String text = Double.toString(value);
        return isShort(text, SURE_OF_DOUBLE)
                ? withoutZeroDecimal(text)
                : plain(shortest(text, shorter -> shorter.doubleValue() == value));
    }

    /**
     * The text of a number that is known only to a certain precision.
     *
     * @param resolution differences below it have no meaning; 0 for all digits
     */
    public static String text(double value, double resolution) {
        if (!Double.isFinite(value) || value == 0 || !(resolution > 0)) {
            return text(value);
        }
        int decimals = (int) Math.ceil(-Math.log10(resolution));
        double scaled = decimals >= 0 && decimals < POWERS.length ? value * POWERS[decimals] : Double.NaN;
        BigDecimal rounded = Math.abs(scaled) < EXACT
                ? BigDecimal.valueOf(Math.round(scaled), decimals)
                : new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : plain(rounded);
    }

    /** Whether the runtime's text has no exponent and so few digits that there is no shorter one. */
    private static boolean isShort(String text, int length) {
        boolean zeros = text.endsWith("0") && !text.endsWith(".0");
        return text.length() <= length && text.indexOf('E') < 0 && !zeros;
    }

    private static String withoutZeroDecimal(String text) {
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** The runtime writes more digits than necessary for some numbers. */
    private static BigDecimal shortest(String text, Predicate<BigDecimal> same) {
        BigDecimal shortest = new BigDecimal(text);
        for (BigDecimal shorter = shorter(shortest);
                same.test(shorter) && shorter.precision() < shortest.precision();
                shorter = shorter(shortest)) {
            shortest = shorter;
        }
        return shortest;
    }

    /** One digit less. */
    private static BigDecimal shorter(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.round(new MathContext(Math.max(1, stripped.precision() - 1), RoundingMode.HALF_EVEN));
    }

    private static String special(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return Double.toString(value);
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        boolean moderate =
                stripped.precision() - stripped.scale() <= MOST_WHOLE_DIGITS && stripped.scale() <= MOST_DECIMALS;
        return moderate ? stripped.toPlainString() : stripped.toString().replace("E+", "E");
    }
}
