package dev.elbo.report.canvas;

import java.util.Locale;

/** Numbers as typeset in papers: a true minus sign, grouped thousands, superscript powers of ten. */
public final class Numbers {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Numbers() {}

    /** With the given number of decimals; grouped from 10,000 on. */
    public static String plain(double value, int decimals) {
        String format = Math.abs(value) >= 1e4 ? "%,." : "%.";
        String text = String.format(Locale.ROOT, format + decimals + "f", Math.abs(value));
        boolean zero = text.chars().allMatch(c -> c == '0' || c == '.');
        return value < 0 && !zero ? "−" + text : text;
    }

    /** {@code 1.5×10⁻⁷}; just {@code 10⁻⁷} if the mantissa is one and no decimals are requested. */
    public static String scientific(double value, int decimals, int exponent) {
        if (value == 0) {
            return "0";
        }
        String mantissa = plain(value / Math.pow(10, exponent), decimals);
        String power = "10" + raised(exponent);
        return mantissa.equals("1") ? power : mantissa + "×" + power;
    }

    /** About four digits, whatever the magnitude. */
    public static String compact(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        int exponent = exponent(value);
        if (exponent >= 7 || exponent < -4) {
            return scientific(value, 2, exponent);
        }
        String text = plain(value, Math.max(0, 3 - exponent));
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** The power of ten of the leading digit. */
    public static int exponent(double value) {
        int guess = (int) Math.floor(Math.log10(Math.abs(value)));
        return Math.abs(value) / Math.pow(10, guess) >= 9.9999999 ? guess + 1 : guess;
    }

    private static String raised(int exponent) {
        StringBuilder out = new StringBuilder(exponent < 0 ? "⁻" : "");
        for (char digit : String.valueOf(Math.abs(exponent)).toCharArray()) {
            out.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return out.toString();
    }
}
