package dev.elbo.report.canvas;

import java.util.Locale;

/** Escapes text for XML and HTML, and shortens numbers for SVG. */
public final class Markup {
    private Markup() {}

    /** For content and quoted attributes; characters not allowed in XML become the replacement character. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
        return out.toString();
    }

    /** A coordinate to a hundredth of a pixel, without trailing zeros. */
    static String number(double value) {
        return trimmed(Math.round(value * 100), 2);
    }

    /** A coordinate to a tenth of a pixel, for figures with thousands of points. */
    static String shortNumber(double value) {
        return trimmed(Math.round(value * 10), 1);
    }

    private static String trimmed(long scaled, int digits) {
        if (scaled == 0) {
            return "0";
        }
        int unit = digits == 2 ? 100 : 10;
        long whole = Math.abs(scaled) / unit;
        long rest = Math.abs(scaled) % unit;
        String sign = scaled < 0 ? "-" : "";
        if (rest == 0) {
            return sign + whole;
        }
        String decimals = digits == 2 && rest % 10 != 0
                ? String.format(Locale.ROOT, "%02d", rest)
                : String.valueOf(digits == 2 ? rest / 10 : rest);
        return sign + whole + "." + decimals;
    }

    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c > 0xFFFF;
    }
}
