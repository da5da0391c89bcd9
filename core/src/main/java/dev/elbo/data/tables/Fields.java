package dev.elbo.data.tables;

import java.util.ArrayList;
import java.util.List;

/** Splits one line into fields. A field in double quotes may contain the separator, and quotes that are doubled. */
public final class Fields {
    /** Separator that stands for any number of blanks and tabs. */
    public static final char BLANKS = ' ';

    private static final char QUOTE = '"';

    private Fields() {}

    /** The fields without quotes and surrounding blanks; a quote that is not closed extends to the end of the line. */
    public static List<String> split(String line, char separator) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        if (separator == BLANKS) {
            at = skipBlanks(line, 0);
            if (at == line.length()) {
                return fields;
            }
        }
        while (true) {
            StringBuilder field = new StringBuilder();
            at = field(line, at, separator, field);
            fields.add(field.toString());
            if (at >= line.length()) {
                return fields;
            }
            if (separator == BLANKS) {
                at = skipBlanks(line, at);
                if (at == line.length()) {
                    return fields;
                }
            } else {
                at++;
            }
        }
    }

    /** Reads a field; returns the place of the separator after it, or the end of the line. */
    private static int field(String line, int from, char separator, StringBuilder field) {
        int at = separator == BLANKS ? from : skipBlanks(line, from, separator);
        if (at < line.length() && line.charAt(at) == QUOTE) {
            at = quoted(line, at + 1, field);
            while (at < line.length() && !separates(line.charAt(at), separator)) {
                field.append(line.charAt(at++)); // text after the closing quote
            }
            return at;
        }
        int end = at;
        while (end < line.length() && !separates(line.charAt(end), separator)) {
            end++;
        }
        field.append(line.substring(at, end).strip());
        return end;
    }

    private static int quoted(String line, int from, StringBuilder field) {
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c != QUOTE) {
                field.append(c);
            } else if (at < line.length() && line.charAt(at) == QUOTE) {
                field.append(QUOTE);
                at++;
            } else {
                return skipBlanksBeforeEnd(line, at);
            }
        }
        return at;
    }

    /** Blanks at the end of the line after a quote are no text. */
    private static int skipBlanksBeforeEnd(String line, int at) {
        return line.substring(at).isBlank() ? line.length() : at;
    }

    static boolean separates(char c, char separator) {
        return separator == BLANKS ? c == ' ' || c == '\t' : c == separator;
    }

    private static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int skipBlanks(String line, int from, char separator) {
        int at = from;
        while (at < line.length() && line.charAt(at) != separator && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }
}
