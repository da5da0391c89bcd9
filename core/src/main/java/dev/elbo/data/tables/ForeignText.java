package dev.elbo.data.tables;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Files that are taken for text by their names but are of another kind, which their first bytes tell. */
final class ForeignText {
    private static final int ENOUGH = 64; // bytes that show a regular pattern of zeros
    private static final int LEAST = 4; // characters
    private static final Map<String, String> BEGINNINGS = new LinkedHashMap<>();

    static {
        BEGINNINGS.put("PK\u0003\u0004", "a zip archive or a spreadsheet (.xlsx, .ods); save the sheet as CSV");
        BEGINNINGS.put("\u00d0\u00cf\u0011\u00e0", "a spreadsheet (.xls); save the sheet as CSV");
        BEGINNINGS.put("\u001f\u008b", "compressed (gzip); unpack it");
        BEGINNINGS.put("%PDF", "a PDF document; expected a text file with one row per line");
        BEGINNINGS.put("PAR1", "a Parquet file; save the table as CSV");
    }

    private ForeignText() {}

    /** What the file is and what to do; empty if it may be text. */
    static Optional<String> kind(byte[] block, int length) {
        String start = new String(block, 0, Math.min(length, 512), StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> beginning : BEGINNINGS.entrySet()) {
            if (start.startsWith(beginning.getKey())) {
                return Optional.of(beginning.getValue());
            }
        }
        String page = start.replaceFirst("^\u00ef\u00bb\u00bf", "").strip().toLowerCase(Locale.ROOT);
        if (page.startsWith("<!doctype html") || page.startsWith("<html") || page.startsWith("<head")) {
            return Optional.of("a web page (HTML), not a table; download the file that the page shows or links to");
        }
        return encoding(block, length);
    }

    /** Encodings of two and four bytes per character whose text is mostly Latin, so that the other bytes are zero. */
    private static Optional<String> encoding(byte[] block, int length) {
        if (isPattern(block, length, 4, 0) || isPattern(block, length, 4, 3)) {
            return Optional.of("text in UTF-32; save it as UTF-8");
        }
        boolean marked = length >= 2 && (block[0] & 0xff) + (block[1] & 0xff) == 0xff + 0xfe;
        if (!marked && (isPattern(block, length, 2, 0) || isPattern(block, length, 2, 1))) {
            return Optional.of("text in UTF-16 without a byte order mark; save it as UTF-8");
        }
        return Optional.empty();
    }

    /** Whether of every so many bytes only the one at a place is not zero; a byte order mark apart. */
    private static boolean isPattern(byte[] block, int length, int width, int place) {
        int end = Math.min(length, ENOUGH) / width * width;
        for (int i = width; i < end; i++) {
            if ((i % width == place) != (block[i] != 0)) {
                return false;
            }
        }
        return end >= LEAST * width;
    }
}
