package dev.elbo.reproductions;

import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code rows.csv} in the directory of a reproduction: the finished runs of each row and what they cost.
 */
record RowLog(Path file) {
    private static final String HEADER = "row,seed,cpu_seconds,date";

    /**
     * A finished run of a row.
     *
     * @param cpuSeconds of the process that finished it, without those of processes that were interrupted
     * @param date on which it finished, such as 2026-11-28
     */
    record Entry(String row, long seed, double cpuSeconds, String date) {
        private String line() {
            return String.format(Locale.ROOT, "%s,%d,%.1f,%s", row, seed, cpuSeconds, date);
        }
    }

    static RowLog of(Path directory) {
        return new RowLog(directory.resolve("rows.csv"));
    }

    /** In the order in which they finished. */
    List<Entry> entries() {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.equals(HEADER) && !line.isBlank()) {
                    entries.add(entry(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return entries;
    }

    private Entry entry(String line) {
        String[] cells = line.split(",", -1);
        try {
            return new Entry(cells[0], Long.parseLong(cells[1]), Double.parseDouble(cells[2]), cells[3]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new ElboException(
                    "cannot read " + file + ": expected lines of " + HEADER + ", got '" + line + "'; delete the file",
                    e);
        }
    }

    /** Adds an entry unless the row has one for this seed. */
    void add(Entry entry) {
        List<Entry> all = new ArrayList<>(entries());
        if (all.stream().noneMatch(e -> e.row().equals(entry.row()) && e.seed() == entry.seed())) {
            all.add(entry);
            StringBuilder text = new StringBuilder(HEADER + "\n");
            all.forEach(e -> text.append(e.line()).append('\n'));
            AtomicFiles.writeString(file, text.toString());
        }
    }
}
