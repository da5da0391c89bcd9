package dev.elbo.io;

/**
 * Text that comes from a file, made fit for a message: control characters are escaped and long text is cut, so that a
 * message stays one readable line and cannot steer a terminal.
 */
public final class Shown {
    private static final int MOST = 60;

    private Shown() {}

    /** At most 60 characters, cut with an ellipsis; control and format characters as {@code \n}, {@code \x1b}. */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), MOST) + 1);
        int count = 0;
        for (int at = 0; at < text.length() && count < MOST; count++) {
            int point = text.codePointAt(at);
            append(shown, point);
            at += Character.charCount(point);
            if (count == MOST - 1 && at < text.length()) {
                shown.append('…');
            }
        }
        return shown.toString();
    }

    /** The whole text on one line, with its control and format characters escaped. */
    public static String line(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(shown, point));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        switch (point) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                if (isHarmless(point)) {
                    shown.appendCodePoint(point);
                } else {
                    shown.append(point < 0x100 ? "\\x" : "\\u").append(hex(point));
                }
            }
        }
    }

    private static String hex(int point) {
        String digits = Integer.toHexString(point);
        int width = point < 0x100 ? 2 : 4;
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
