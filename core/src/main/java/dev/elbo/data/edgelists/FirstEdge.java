package dev.elbo.data.edgelists;

import dev.elbo.data.tables.NumberForm;
import dev.elbo.io.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the first line of an edge list is an edge: it may be a header in words of its own, or give the numbers of
 * nodes and edges.
 *
 * @param fields of the first line
 * @param second fields of the second line
 * @param others the names of nodes in all other lines
 * @param lines number of other lines
 */
record FirstEdge(String line, List<String> fields, List<String> second, Set<String> others, int lines) {
    private static final int LEAST_LINES = 3;

    /** Whether the line is a header, which none of its names in other lines contradicts. */
    boolean isHeader() {
        return isApart() && !isNumber(0) && !isNumber(1) && (areNumbered() || isWordOverNumber() || areEnds());
    }

    /** Whether neither name occurs in another line. */
    private boolean isApart() {
        return lines >= LEAST_LINES
                && !fields.get(0).equals(fields.get(1))
                && !others.contains(fields.get(0))
                && !others.contains(fields.get(1));
    }

    private boolean isNumber(int field) {
        return NumberForm.isPlain(fields.get(field));
    }

    /** Whether all nodes but those of the first line are numbers. */
    private boolean areNumbered() {
        return others.stream().allMatch(NumberForm::isPlain);
    }

    private boolean isWordOverNumber() {
        for (int i = 2; i < Math.min(fields.size(), second.size()); i++) {
            if (!isNumber(i) && !fields.get(i).isEmpty() && NumberForm.isPlain(second.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Two names of one word that only their ends tell apart, such as Person A and Person B, unlike all others. */
    private boolean areEnds() {
        String stem = stem(fields.get(0));
        return !stem.isEmpty()
                && stem.equals(stem(fields.get(1)))
                && others.stream()
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(stem));
    }

    /** What precedes a last letter or digit that stands for the first or the second; empty if there is none. */
    private static String stem(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean end = lower.matches(".*\\p{L}[ _.-]?[12]|.*\\p{L}[ _.-][abijuvxy]");
        return end ? lower.substring(0, lower.length() - 1) : "";
    }

    /** What the user should know about a first line that was read as an edge. */
    Optional<String> note() {
        String start = "the first line, '" + Shown.text(line.strip()) + "', was read as an edge";
        int last = Math.min(fields.size(), 3) - 1;
        boolean sizes = lines >= LEAST_LINES
                && fields.size() <= 3
                && fields.get(last).equals(Integer.toString(lines))
                && fields.stream().allMatch(field -> field.matches("[0-9]{1,9}"))
                && (fields.size() == 2 || second.size() != 3);
        if (sizes) {
            return Optional.of(start + " although it may give the numbers of nodes and edges; delete it if it does");
        }
        return isApart() && !isNumber(0) && !isNumber(1)
                ? Optional.of(start + ", although its names occur in no other line; delete it if it is a header")
                : Optional.empty();
    }

    String headerNote() {
        return "the first line, '" + Shown.text(line.strip())
                + "', was read as a header, because its names occur in no other line";
    }
}
