package dev.elbo.data.tables;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One column of a table while it is read: its values, or its texts, and what is needed to understand how its numbers
 * are written.
 */
final class Column {
    private static final int MOST_EXAMPLES = 3;
    private static final int EXACT_DIGITS = 15;
    private static final double EXACT = 0x1p53;

    /** What a column is read as. */
    enum Role {
        NUMBERS,
        LABEL,
        /** Texts that identify the rows. */
        NAMES,
        /** Numbers, unless they count the rows. */
        INDEX,
        SKIPPED
    }

    /** A cell that stands out. */
    record Cell(String text, long line) {
        static final Cell NONE = new Cell("", 0);

        boolean exists() {
            return line > 0;
        }
    }

    private final int place;
    private final String name;
    private final String shown;
    private final boolean named;
    private Role role;

    private final List<String> texts = new ArrayList<>();
    private double[] values = new double[64];
    private int count;

    private int forms = NumberForm.ALL;
    private int yesNo = -1;
    private int missing;
    private int words;
    private int rounded;
    private int dates;
    private Cell firstMissing = Cell.NONE;
    private Cell firstWord = Cell.NONE;
    private Cell firstNumber = Cell.NONE;
    private Cell firstMixed = Cell.NONE;
    private Cell firstHuge = Cell.NONE;
    private final Set<String> examples = new LinkedHashSet<>();

    /**
     * @param place in the table, from 0
     * @param name in the header, empty if it has none there
     * @param shown for messages: the name in quotes, or the number of the column
     */
    Column(int place, String name, String shown, Role role) {
        this.place = place;
        this.name = name;
        this.shown = shown;
        this.named = !name.isEmpty();
        this.role = role;
    }

    void add(String field, long line) {
        if (role == Role.SKIPPED) {
            return;
        }
        String cell = field.strip();
        if (role != Role.NUMBERS) {
            texts.add(cell);
        }
        boolean absent = isAbsent(cell);
        if (absent) {
            missing++;
            firstMissing = firstMissing.exists() ? firstMissing : new Cell(cell, line);
        }
        if (role == Role.NUMBERS || role == Role.INDEX) {
            append(absent ? Double.NaN : number(cell, line));
        }
    }

    private boolean isAbsent(String cell) {
        return switch (role) {
            case NAMES -> cell.isEmpty();
            case LABEL -> Cells.isMissing(cell); // none may be a class
            default -> Cells.isMissing(cell) || cell.equalsIgnoreCase("none");
        };
    }

    /** The value if the cell is a plain number; otherwise it is read again when the form of the column is known. */
    private double number(String cell, long line) {
        int possible = NumberForm.of(cell);
        yesNo &= possible == 0 ? Cells.yesNo(cell) : 0;
        if (possible == 0) {
            words++;
            dates += Cells.isDate(cell) ? 1 : 0;
            firstWord = firstWord.exists() ? firstWord : new Cell(cell, line);
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(cell);
            }
            return Double.NaN;
        }
        if ((forms & possible) == 0 && forms != 0) {
            firstMixed = new Cell(cell, line);
        }
        forms &= possible;
        boolean telling = possible != NumberForm.ALL && !firstNumber.exists();
        firstNumber = telling ? new Cell(cell, line) : firstNumber;
        return NumberForm.PLAIN.in(possible) ? checked(NumberForm.PLAIN.parse(cell), cell, line) : Double.NaN;
    }

    private double checked(double value, String cell, long line) {
        if (cell.length() > EXACT_DIGITS && Math.abs(value) > EXACT && isRounded(value, cell)) {
            rounded++;
        }
        if (Math.abs(value) > Float.MAX_VALUE && !firstHuge.exists()) {
            firstHuge = new Cell(cell, line);
        }
        return value;
    }

    /** Whether a whole number has more digits than a double keeps. */
    private static boolean isRounded(double value, String cell) {
        return !Double.isInfinite(value)
                && cell.chars().skip(1).allMatch(c -> c >= '0' && c <= '9')
                && new BigDecimal(cell).compareTo(new BigDecimal(value)) != 0;
    }

    private void append(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, (int) Math.min(2L * count, Integer.MAX_VALUE - 8));
        }
        values[count++] = value;
    }

    /** Replaces the value of a row by that of the cell in another form. */
    void reread(int row, String field, long line, NumberForm form) {
        String cell = field.strip();
        values[row] = isYesNo() ? Cells.yes(cell) : checked(form.parse(cell), cell, line);
    }

    /** Whether every cell is true or false, or every cell is yes or no. */
    boolean isYesNo() {
        return hasYesNo() && missing == 0;
    }

    /** As {@link #isYesNo}, missing cells apart. */
    boolean hasYesNo() {
        return words > 0 && yesNo > 0;
    }

    /** Whether no row has a text here. */
    boolean isEmpty() {
        return firstMissing.exists()
                && missing == Math.max(count, texts.size())
                && firstMissing.text().isEmpty();
    }

    /** Whether the values are 0, 1, 2, ... or 1, 2, 3, ... */
    boolean countsRows() {
        for (int row = 0; row < count; row++) {
            if (values[row] != values[0] + row) {
                return false;
            }
        }
        return count > 0 && (values[0] == 0 || values[0] == 1);
    }

    /** Whether the cells are words and no two are equal. */
    boolean hasDistinctWords() {
        return words > 0 && words + missing == count && new LinkedHashSet<>(texts).size() == texts.size();
    }

    /** Whether the values are whole numbers and no two are equal. */
    boolean hasDistinctWholes() {
        double[] all = values();
        return count > 0
                && words + missing == 0
                && Arrays.stream(all).allMatch(value -> value == Math.rint(value))
                && Arrays.stream(all).distinct().count() == count;
    }

    void become(Role other) {
        role = other;
    }

    Role role() {
        return role;
    }

    int place() {
        return place;
    }

    String name() {
        return name;
    }

    String shown() {
        return shown;
    }

    boolean isNamed() {
        return named;
    }

    List<String> texts() {
        return texts;
    }

    double value(int row) {
        return values[row];
    }

    /** (rows) */
    double[] values() {
        return count == values.length ? values : Arrays.copyOf(values, count);
    }

    int count() {
        return count;
    }

    /** The forms in which all numbers of the column can be read; 0 if there is none. */
    int forms() {
        return forms;
    }

    /** Number of whole numbers that even double precision rounds. */
    int rounded() {
        return rounded;
    }

    int words() {
        return words;
    }

    int dates() {
        return dates;
    }

    List<String> examples() {
        return List.copyOf(examples);
    }

    Cell firstMissing() {
        return firstMissing;
    }

    Cell firstWord() {
        return firstWord;
    }

    /** The first number that shows how the column writes numbers. */
    Cell firstNumber() {
        return firstNumber;
    }

    /** The number after which no form fits any more. */
    Cell firstMixed() {
        return firstMixed;
    }

    Cell firstHuge() {
        return firstHuge;
    }
}
