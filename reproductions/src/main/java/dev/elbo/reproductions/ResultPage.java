package dev.elbo.reproductions;

import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.report.Block;
import dev.elbo.report.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The page of a reproduction in Markdown. Tables, figures and the line on what they cost lie between two markers and are
 * replaced as a whole; the text around them is a person's and stays.
 */
final class ResultPage {
    private static final String BEGIN = "<!-- results -->";
    private static final String END = "<!-- end of results -->";

    private ResultPage() {}

    /**
     * Writes the page, {@code NAME.csv} beside it and its figures under {@code figures/}.
     *
     * @param revision of the code that writes it
     * @throws ElboException if the page exists and has no markers
     */
    static void write(
            Path page,
            Reproduction reproduction,
            List<Table> tables,
            List<Block.FigureBlock> figures,
            Path directory,
            String revision) {
        RowLog log = RowLog.of(directory);
        StringBuilder results = new StringBuilder();
        results.append(tables.stream().map(Table::markdown).collect(Collectors.joining("\n\n")));
        for (Block.FigureBlock block : figures) {
            String file = "figures/" + reproduction.name() + "-" + fileName(block) + ".png";
            AtomicFiles.write(page.resolveSibling(file), block.figure().png());
            results.append("\n\n![")
                    .append(block.figure().title())
                    .append("](")
                    .append(file)
                    .append(")\n\n")
                    .append(block.caption());
        }
        String numbers = page.getFileName().toString().replaceAll("\\.md$", "") + ".csv";
        AtomicFiles.writeString(page.resolveSibling(numbers), ResultNumbers.csv(directory, log));
        results.append("\n\n").append(made(log, numbers, revision));
        AtomicFiles.writeString(page, replaced(page, reproduction, results.toString()));
    }

    /** The name of a figure's file, from its title. */
    static String fileName(Block.FigureBlock block) {
        return block.figure()
                .title()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static String made(RowLog log, String numbers, String revision) {
        List<RowLog.Entry> entries = log.entries();
        double minutes = entries.stream().mapToDouble(RowLog.Entry::cpuSeconds).sum() / 60;
        List<String> dates = entries.stream().map(RowLog.Entry::date).sorted().toList();
        return String.format(
                Locale.ROOT,
                "Numbers: revision %s, %s; %d runs, %.0f minutes of CPU time, every number in [%s](%s).",
                revision,
                dates.isEmpty() ? "no finished run" : dates.get(dates.size() - 1),
                entries.size(),
                minutes,
                numbers,
                numbers);
    }

    private static String replaced(Path page, Reproduction reproduction, String results) {
        String text = Files.exists(page)
                ? read(page)
                : "# " + reproduction.name() + "\n\n" + reproduction.question() + "\n\n" + BEGIN + "\n" + END + "\n";
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new ElboException("cannot write results into " + page + ": expected a line '" + BEGIN
                    + "' and below it a line '" + END + "'; add them where tables and figures belong");
        }
        return text.substring(0, begin + BEGIN.length()) + "\n\n" + results + "\n\n" + text.substring(end);
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + page, e);
        }
    }
}
