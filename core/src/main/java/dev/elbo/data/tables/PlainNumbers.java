package dev.elbo.data.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text that every program reads: a point before decimals, no exponent unless there were many zeros. */
public final class PlainNumbers {
    private static final int MOST_WHOLE_DIGITS = 21;
    private static final int MOST_DECIMALS = 25;

    private PlainNumbers() {}

    /** The shortest text that reads back as the same float. */
    public static String text(float value) {
        if (!Float.isFinite(value) || value == 0) {
            return special(value);
        }
        BigDecimal shortest = new BigDecimal(Float.toString(value));
        for (BigDecimal shorter = shorter(shortest);
                shorter.floatValue() == value && shorter.precision() < shortest.precision();
                shorter = shorter(shortest)) {
            shortest = shorter;
        }
        return plain(shortest);
    }

    /** The shortest text that reads back as the same double. */
    public static String text(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return special(value);
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value));
        for (BigDecimal shorter = shorter(shortest);
                shorter.doubleValue() == value && shorter.precision() < shortest.precision();
                shorter = shorter(shortest)) {
            shortest = shorter;
        }
        return plain(shortest);
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
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : plain(rounded);
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
