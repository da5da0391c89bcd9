package dev.elbo.data.tables;

import dev.elbo.data.tables.Cells.Kind;
import java.util.List;

/** Determines what separates the fields of a table: tabs, semicolons, commas, or blanks. */
final class Separator {
    private static final char[] CANDIDATES = {'\t', ';', ',', Fields.BLANKS};

    private Separator() {}

    /**
     * The separator that divides all lines into the same number of fields, more than one, with the largest share of
     * numbers; if none does, the most frequent in the first line.
     */
    static char of(List<String> lines) {
        char best = 0;
        double most = -1;
        for (char candidate : CANDIDATES) {
            double share = share(lines, candidate);
            if (share > most) {
                best = candidate;
                most = share;
            }
        }
        return most >= 0 ? best : mostFrequent(lines.isEmpty() ? "" : lines.get(0));
    }

    /** Share of numbers and missing values after the first line; negative if the lines differ in the number of their fields. */
    private static double share(List<String> lines, char candidate) {
        int width = lines.isEmpty()
                ? 0
                : Fields.split(lines.get(lines.size() - 1), candidate).size();
        int cells = 0;
        int numbers = 0;
        for (int i = 0; i < lines.size(); i++) {
            List<String> fields = Fields.split(lines.get(i), candidate);
            boolean header = i == 0 && candidate == Fields.BLANKS && fields.size() == width - 1; // as R writes tables
            if (width < 2 || (fields.size() != width && !header)) {
                return -1;
            }
            if (i > 0 || lines.size() == 1) {
                cells += width;
                numbers += (int) fields.stream()
                        .filter(field -> Cells.kind(field) != Kind.WORD)
                        .count();
            }
        }
        return cells == 0 ? -1 : numbers / (double) cells;
    }

    private static char mostFrequent(String line) {
        char best = 0;
        int most = 1;
        for (char candidate : CANDIDATES) {
            int count = Fields.split(line, candidate).size();
            boolean blanks = candidate == Fields.BLANKS;
            if (blanks ? best == 0 && isNumbers(line) : count > most) {
                best = candidate;
                most = count;
            }
        }
        return best == 0 ? ',' : best;
    }

    private static boolean isNumbers(String line) {
        List<String> fields = Fields.split(line, Fields.BLANKS);
        return fields.size() > 1 && fields.stream().allMatch(NumberForm::isNumber);
    }
}
