package dev.elbo.data.tables;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The ways in which a column writes its numbers. A number is an optional sign, digits, optionally a decimal sign with
 * digits, optionally an exponent; nothing else, such as {@code 1f} or {@code 0x1p3}, is one. With thousands separators,
 * every group but the first has three digits.
 */
public enum NumberForm {
    /** 1234.5, 1e-3. */
    PLAIN(true, ""),
    /** 1,234.5. */
    COMMA_GROUPS(true, ","),
    /** 1 234.5 or 1'234.5. */
    BLANK_GROUPS(true, "[ '’\u00a0\u202f]"),
    /** 1234,5. */
    DECIMAL_COMMA(false, ""),
    /** 1.234,5. */
    POINT_GROUPS(false, "\\."),
    /** 1 234,5 or 1'234,5. */
    BLANK_GROUPS_DECIMAL_COMMA(false, "[ '’\u00a0\u202f]");

    /** The set of all forms. */
    static final int ALL = (1 << values().length) - 1;

    private final boolean point;
    private final boolean grouped;
    private final Pattern groups;
    private final Pattern syntax;

    NumberForm(boolean point, String group) {
        this.point = point;
        this.grouped = !group.isEmpty();
        this.groups = Pattern.compile(group);
        String decimal = point ? "\\." : ",";
        String exponent = "(?:[eE][+-]?[0-9]+)?";
        this.syntax = Pattern.compile(
                grouped
                        ? "[+-]?(?:[0-9]{1,3}|[1-9][0-9]{0,2}(?:" + group + "[0-9]{3})+)(?:" + decimal + "[0-9]*)?"
                        : "[+-]?(?:[0-9]+(?:" + decimal + "[0-9]*)?|" + decimal + "[0-9]+)" + exponent);
    }

    /** Whether decimals follow a point; otherwise a comma. */
    boolean point() {
        return point;
    }

    /** Whether thousands are separated. */
    boolean grouped() {
        return grouped;
    }

    int bit() {
        return 1 << ordinal();
    }

    boolean in(int forms) {
        return (forms & bit()) != 0;
    }

    /** The set of forms with a decimal point or with a decimal comma. */
    static int withPoint(boolean point) {
        int forms = 0;
        for (NumberForm form : values()) {
            forms |= form.point == point ? form.bit() : 0;
        }
        return forms;
    }

    /** The first of a set of forms; the set must not be empty. */
    static NumberForm first(int forms) {
        return values()[Integer.numberOfTrailingZeros(forms)];
    }

    /** The value of a cell in this form, without surrounding blanks; infinite if it exceeds the range of a double. */
    double parse(String cell) {
        String digits = grouped ? groups.matcher(cell).replaceAll("") : cell;
        return Double.parseDouble(point ? digits : digits.replace(',', '.'));
    }

    /** The set of forms in which a cell is a number; 0 if it is none. Surrounding blanks are not allowed. */
    static int of(String cell) {
        int at = signed(cell) ? 1 : 0;
        int whole = digits(cell, at) - at;
        int end = at + whole;
        if (end == cell.length()) {
            return whole == 0 ? 0 : whole <= 3 ? ALL : PLAIN.bit() | DECIMAL_COMMA.bit();
        }
        if (cell.charAt(end) == '.') {
            int after = digits(cell, end + 1);
            if (after == cell.length() && whole + after - end - 1 > 0) {
                return withPoint(cell, at, whole, after - end - 1);
            }
        }
        return matching(cell);
    }

    /** Digits, a point, digits. */
    private static int withPoint(String cell, int at, int whole, int decimals) {
        int forms = PLAIN.bit();
        if (whole >= 1 && whole <= 3) {
            forms |= COMMA_GROUPS.bit() | BLANK_GROUPS.bit();
            forms |= decimals == 3 && cell.charAt(at) != '0' ? POINT_GROUPS.bit() : 0;
        }
        return forms;
    }

    private static int matching(String cell) {
        if (cell.isEmpty() || cell.length() > 400 || "+-.,0123456789".indexOf(cell.charAt(0)) < 0) {
            return 0;
        }
        int forms = 0;
        for (NumberForm form : values()) {
            forms |= form.syntax.matcher(cell).matches() ? form.bit() : 0;
        }
        return forms;
    }

    private static boolean signed(String cell) {
        return !cell.isEmpty() && (cell.charAt(0) == '-' || cell.charAt(0) == '+');
    }

    private static int digits(String cell, int from) {
        int at = from;
        while (at < cell.length() && cell.charAt(at) >= '0' && cell.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** Whether a cell is a number in some form. */
    public static boolean isNumber(String cell) {
        return of(cell.strip()) != 0;
    }

    /** Whether a cell is a number with a decimal point and without thousands separators. */
    public static boolean isPlain(String cell) {
        return PLAIN.in(of(cell.strip()));
    }

    /** For people: "a decimal comma and thousands separators". */
    String describe() {
        return (point ? "" : "a decimal comma")
                + (point || !grouped ? "" : " and ")
                + (grouped ? "thousands separators" : "")
                + (point && !grouped ? "a decimal point" : "");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
