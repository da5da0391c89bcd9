package dev.elbo.data.tables;

import dev.elbo.data.tables.Cells.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Determines what separates the fields of a table: tabs, semicolons, bars, commas, or blanks. */
final class Separator {
    private static final char[] CANDIDATES = {'\t', ';', '|', ',', Fields.BLANKS};
    private static final char NONE_NEEDED = ';';

    private Separator() {}

    /**
     * The separator that divides most lines into the same number of fields, more than one, with the largest share of
     * numbers.
     */
    static char of(List<String> lines) {
        if (isSingleColumn(lines)) {
            return NONE_NEEDED;
        }
        char best = ',';
        double most = 0;
        for (char candidate : CANDIDATES) {
            double share = share(lines, candidate);
            if (share > most) {
                best = candidate;
                most = share;
            }
        }
        return best;
    }

    /** One name, and numbers below it that may have a comma or blanks in them. */
    private static boolean isSingleColumn(List<String> lines) {
        if (lines.size() < 2 || Cells.kind(lines.get(0)) != Kind.WORD) {
            return false;
        }
        for (char candidate : CANDIDATES) {
            if (Fields.split(lines.get(0), candidate).size() > 1) {
                return false;
            }
        }
        return lines.stream().skip(1).allMatch(NumberForm::isNumber);
    }

    /**
     * How well a separator divides the lines: 2 if all have the same number of fields, more than one; less the more
     * lines differ; plus the share of numbers and missing values after the first line; 0 if most lines differ.
     */
    private static double share(List<String> lines, char candidate) {
        List<List<String>> split =
                lines.stream().map(line -> Fields.split(line, candidate)).toList();
        int width = mostFrequentWidth(split);
        if (width < 2) {
            return 0;
        }
        int fitting = 0;
        int cells = 0;
        int numbers = 0;
        for (int i = 0; i < split.size(); i++) {
            List<String> fields = split.get(i);
            boolean header = i == 0 && candidate == Fields.BLANKS && fields.size() == width - 1; // as R writes tables
            fitting += fields.size() == width || header ? 1 : 0;
            if (i > 0 || split.size() == 1) {
                cells += fields.size();
                numbers += (int) fields.stream()
                        .filter(field -> Cells.kind(field) != Kind.WORD)
                        .count();
            }
        }
        double agreement = fitting / (double) split.size();
        return (agreement == 1 ? 2 : agreement) + (cells == 0 ? 0 : numbers / (double) cells);
    }

    private static int mostFrequentWidth(List<List<String>> lines) {
        Map<Integer, Integer> counts = new HashMap<>();
        lines.forEach(fields -> counts.merge(fields.size(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<Integer, Integer> e) -> e.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse(0);
    }
}
