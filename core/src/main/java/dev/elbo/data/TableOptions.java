package dev.elbo.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Requested reading of a text table; columns are named, or numbered from 1.
 *
 * @param label the label column: {@link #AUTO} for one named label, class, target or y, {@link #NONE}, or a column
 * @param drop columns to leave out
 * @param keep the columns to read; empty for all
 * @param decimal how decimals are written
 * @param modelColumns names of the columns of the model that the table is for; empty if it is for none
 */
public record TableOptions(
        String label, List<String> drop, List<String> keep, Decimal decimal, List<String> modelColumns) {

    /** Value of {@code label}: chosen by name. */
    public static final String AUTO = "auto";

    /** Value of {@code label}: every column contains data. */
    public static final String NONE = "none";

    /** Everything is determined by the table. */
    public static final TableOptions DEFAULT = new TableOptions(AUTO, List.of(), List.of(), Decimal.AUTO, List.of());

    private static final Set<String> WORDS = Set.of("none", "all");

    /** The character before the decimals of a number. */
    public enum Decimal {
        /** Determined by the cells. */
        AUTO,
        POINT,
        COMMA
    }

    public TableOptions {
        drop = List.copyOf(drop);
        keep = List.copyOf(keep);
        modelColumns = List.copyOf(modelColumns);
    }

    /** True if columns or a label column are chosen, which only a text table allows. */
    public boolean choosesColumns() {
        return !drop.isEmpty() || !keep.isEmpty() || !(label.equals(AUTO) || label.equals(NONE));
    }

    /** The same options for a table whose rows are given to a model with these columns. */
    public TableOptions forModel(List<String> columns) {
        return new TableOptions(label, drop, keep, decimal, columns);
    }

    /**
     * Names separated by commas; a name that contains a comma or a quote is put in double quotes.
     *
     * @throws DataException if a name is empty or a quote is not closed
     */
    public static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                name.append(c);
                i++;
            } else if (c == '"' && (quoted || name.toString().isBlank())) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                names.add(name.toString().strip());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString().strip());
        if (quoted || names.contains("")) {
            throw new DataException("expected names of columns separated by commas, got '" + text + "'"
                    + (quoted ? "; close the quote" : ""));
        }
        return names;
    }

    /** The names as text that {@link #names} accepts, none of which is a single word such as none or all. */
    public static String text(List<String> names) {
        return names.stream().map(TableOptions::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String name) {
        boolean plain = !name.contains(",") && !name.contains("\"") && !WORDS.contains(name);
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
