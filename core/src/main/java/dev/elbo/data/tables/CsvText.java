package dev.elbo.data.tables;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * CSV as of RFC 4180 with lines that end in a line feed. Texts that a spreadsheet would run as a formula are written
 * with an apostrophe before them.
 */
public final class CsvText {
    private static final String FORMULA = "=+-@\t\r";

    private CsvText() {}

    /** A header and rows of cells. */
    public static String of(List<String> header, Iterable<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(header.stream().map(CsvText::harmless).toList());
            for (List<String> row : rows) {
                writer.writeRecord(row.stream().map(CsvText::harmless).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string can always be written
        }
        return text.toString();
    }

    private static String harmless(String cell) {
        boolean formula = !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 && !isNumber(cell);
        return formula ? "'" + cell : cell;
    }

    private static boolean isNumber(String cell) {
        return NumberForm.PLAIN.in(NumberForm.of(cell)) || cell.equals("-Infinity");
    }
}
