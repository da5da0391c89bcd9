package dev.elbo.data.tables;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.elbo.data.DataException;
import dev.elbo.io.Shown;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a text table as fields; can be read several times. A first line {@code sep=;}, as Excel writes it, and
 * comments before the table are left out.
 *
 * @param separator between fields
 * @param skipped lines before the table
 * @param commented whether the first line of the table begins with {@code #} and is a header all the same
 */
record TableLines(TextFile text, char separator, int skipped, boolean commented) {
    private static final int SAMPLE = 1 << 16;
    private static final int SAMPLE_LINES = 50;
    private static final int MOST_FIELDS = 1 << 20;
    private static final int MOST_CHARACTERS = 1 << 26;
    private static final Supplier<CsvRecordHandler> RECORDS = () -> CsvRecordHandler.builder()
            .maxFields(MOST_FIELDS)
            .maxRecordSize(MOST_CHARACTERS)
            .build();
    private static final Pattern DECLARED = Pattern.compile("\"?sep=(.)\"?[,;\\s]*", Pattern.CASE_INSENSITIVE);

    /** Receives the fields of one line of the table. */
    @FunctionalInterface
    interface Consumer {
        /** @param number of the line in the file, from 1 */
        void accept(long number, List<String> fields);
    }

    /** @throws DataException if the file cannot be read */
    static TableLines open(TextFile text) {
        List<String> sample = sample(text);
        int at = 0;
        char declared = 0;
        Matcher first = DECLARED.matcher(sample.isEmpty() ? "" : sample.get(0));
        if (first.matches()) {
            declared = first.group(1).charAt(0);
            at++;
        }
        int table = at;
        while (table < sample.size()
                && (sample.get(table).startsWith("#") || sample.get(table).isBlank())) {
            table++;
        }
        List<String> lines = sample.subList(table, sample.size()).stream()
                .filter(line -> !line.isBlank())
                .toList();
        char separator = declared == 0 ? Separator.of(lines) : declared;
        boolean commented = table > at && isHeader(sample.get(table - 1), lines, separator);
        return new TableLines(text, separator, commented ? table - 1 : table, commented);
    }

    /** Whether a comment names as many columns as the numbers in the line after it. */
    private static boolean isHeader(String comment, List<String> lines, char separator) {
        if (lines.isEmpty() || comment.isBlank()) {
            return false;
        }
        List<String> next = Fields.split(lines.get(0), separator);
        List<String> names = Fields.split(comment.substring(1).strip(), separator);
        return names.size() > 1
                && names.size() == next.size()
                && next.stream().anyMatch(NumberForm::isNumber)
                && names.stream().noneMatch(NumberForm::isNumber);
    }

    private static List<String> sample(TextFile text) {
        char[] block = new char[SAMPLE];
        int length = 0;
        try (BufferedReader reader = text.reader()) {
            for (int read = 0; read >= 0 && length < SAMPLE; read = reader.read(block, length, SAMPLE - length)) {
                length += read;
            }
        } catch (IOException e) {
            throw TextFile.unreadable(text.path(), e);
        }
        List<String> lines = new ArrayList<>(
                new String(block, 0, length).lines().limit(SAMPLE_LINES).toList());
        boolean cut = length == SAMPLE && lines.size() > 1 && lines.size() < SAMPLE_LINES;
        return cut ? lines.subList(0, lines.size() - 1) : lines;
    }

    /**
     * Passes every line to {@code consumer}; lines without any text are left out.
     *
     * @throws DataException if the file cannot be read, or a quote is not closed
     */
    void forEach(Consumer consumer) {
        try (BufferedReader reader = text.reader()) {
            for (int i = 0; i < skipped; i++) {
                reader.readLine();
            }
            if (separator == Fields.BLANKS) {
                blanks(reader, consumer);
            } else {
                separated(reader, consumer);
            }
        } catch (CsvParseException e) {
            Throwable deepest = e;
            while (deepest.getCause() != null) {
                deepest = deepest.getCause();
            }
            String why = e.getMessage() + (deepest == e ? "" : ": " + deepest.getMessage());
            throw new DataException(
                    "'" + text.path() + "' is not valid CSV (" + Shown.line(why) + "); repair that line", e);
        } catch (UncheckedIOException e) {
            throw TextFile.unreadable(text.path(), e);
        } catch (IOException e) {
            throw TextFile.unreadable(text.path(), e);
        }
    }

    private void blanks(BufferedReader reader, Consumer consumer) throws IOException {
        long number = skipped;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                consumer.accept(number, Fields.split(number == skipped + 1 ? uncommented(line) : line, separator));
            }
        }
    }

    private void separated(BufferedReader reader, Consumer consumer) throws IOException {
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(separator)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE) // checked by the table, which says more
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(true)
                .build(RECORDS.get(), reader)) {
            for (CsvRecord record : records) {
                List<String> fields = record.getFields();
                if (commented && record.getStartingLineNumber() == 1) {
                    fields = new ArrayList<>(fields);
                    fields.set(0, uncommented(fields.get(0)));
                }
                consumer.accept(skipped + record.getStartingLineNumber(), fields);
            }
        }
    }

    private String uncommented(String text) {
        return commented && text.startsWith("#") ? text.substring(1) : text;
    }
}
