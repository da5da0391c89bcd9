package dev.elbo.data.formats;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.io.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * Tables of numbers separated by commas, semicolons or tabs, in UTF-8, with or without a header. A column named label,
 * class, target or y contains the labels.
 */
final class CsvReading {
    private static final int SNIFFED = 1 << 16;

    private CsvReading() {}

    static Dataset read(String name, Path file) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(file))
                .detectBomHeader(true)
                .missingFieldStrategy(
                        FieldMismatchStrategy.IGNORE) // checked by CsvTable, whose message is more specific
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file)) {
            return table(file, reader.iterator()).toDataset(name);
        } catch (CsvParseException e) {
            Throwable deepest = e;
            while (deepest.getCause() != null) {
                deepest = deepest.getCause();
            }
            throw new DataException(
                    "'" + file + "' is not valid CSV (" + Reason.of(deepest) + "); repair that line", e);
        } catch (IOException | UncheckedIOException e) {
            throw new DataException("'" + file + "' cannot be read (" + Reason.of(e) + "); check the file", e);
        }
    }

    private static CsvTable table(Path file, Iterator<CsvRecord> records) {
        if (!records.hasNext()) {
            throw new DataException("'" + file + "' is empty; expected a table with at least one row");
        }
        CsvRecord first = records.next();
        CsvRecord second = records.hasNext() ? records.next() : null;
        boolean header = isHeader(first.getFields(), second == null ? List.of() : second.getFields());
        CsvTable table = new CsvTable(file, header ? first.getFields() : null, first.getFieldCount());
        if (!header) {
            table.add(first);
        }
        if (second != null) {
            table.add(second);
        }
        records.forEachRemaining(table::add);
        return table;
    }

    /** A line without any number; or with a word where the next line has a number. */
    private static boolean isHeader(List<String> first, List<String> second) {
        boolean noNumber = first.stream().noneMatch(CsvReading::isNumber);
        boolean wordOverNumber = false;
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            boolean word = !isNumber(first.get(i)) && !CsvTable.isMissing(first.get(i));
            wordOverNumber |= word && isNumber(second.get(i));
        }
        return (noNumber && !first.stream().allMatch(CsvTable::isMissing)) || wordOverNumber;
    }

    static boolean isNumber(String text) {
        try {
            Double.parseDouble(text.strip());
            return !CsvTable.isMissing(text);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Comma, semicolon or tab, whichever is most frequent in the first line. */
    private static char separator(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(SNIFFED);
        }
        char best = ',';
        int most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            int count = 0;
            for (int i = 0; i < head.length && head[i] != '\n' && head[i] != '\r'; i++) {
                count += head[i] == candidate ? 1 : 0;
            }
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }
}
