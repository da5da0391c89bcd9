package dev.elbo.data.tables;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the text of a single cell is. */
final class Cells {
    private static final Set<String> MISSING =
            Set.of("", "na", "n/a", "#n/a", "nan", "null", "?", "inf", "-inf", "infinity", "-infinity");
    private static final List<Set<String>> YES_NO = List.of(Set.of("true", "false"), Set.of("yes", "no"));
    private static final Set<String> YES = Set.of("true", "yes");
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}"
                    + "|\\d{1,2}[- ][A-Za-z]{3,9}[- ]\\d{2,4})([T ]\\d{1,2}:\\d{2}.*)?|\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?");

    private Cells() {}

    /** The kinds of cells. */
    enum Kind {
        NUMBER,
        MISSING,
        WORD
    }

    static Kind kind(String cell) {
        String text = cell.strip();
        if (NumberForm.of(text) != 0) {
            return Kind.NUMBER;
        }
        return isMissing(text) ? Kind.MISSING : Kind.WORD;
    }

    static boolean isMissing(String cell) {
        return cell.length() <= 9 && MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    static boolean isDate(String cell) {
        return cell.length() < 40 && DATE.matcher(cell).matches();
    }

    /** Which of the pairs of words for yes and no a cell belongs to, as a set of bits. */
    static int yesNo(String cell) {
        if (cell.length() > 5) {
            return 0;
        }
        String word = cell.toLowerCase(Locale.ROOT);
        int pairs = 0;
        for (int i = 0; i < YES_NO.size(); i++) {
            pairs |= YES_NO.get(i).contains(word) ? 1 << i : 0;
        }
        return pairs;
    }

    /** 1 for true or yes, otherwise 0. */
    static double yes(String cell) {
        return YES.contains(cell.toLowerCase(Locale.ROOT)) ? 1 : 0;
    }
}
