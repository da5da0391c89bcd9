package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.ElboVersion;
import dev.elbo.io.Suggestion;
import dev.elbo.report.Block;
import dev.elbo.report.ReportPage;
import dev.elbo.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The experiments of the literature by name. */
public final class Reproductions {
    private static final List<Reproduction> ALL = List.of(
            new LargeVae(),
            new Square(),
            new Manifold(),
            new CircleRecovery(),
            new SVaeMnist(),
            new SVaeLabels(),
            new Links(),
            new Sparse(),
            new Hierarchical(),
            new LossSlices(),
            new RateDistortionCurves(),
            new TwoStage(),
            new Gamma(),
            new Decoders());

    private Reproductions() {}

    /** What one reproduction is. */
    public record Entry(String name, String source, List<String> rows) {}

    public static List<Entry> list() {
        return ALL.stream().map(r -> new Entry(r.name(), r.source(), r.rows())).toList();
    }

    /**
     * What to do.
     *
     * @param only names of rows, or their beginnings up to a dash; empty for all
     * @param seeds runs of each row; empty for as many as the reproduction takes
     * @param firstSeed the first seed to make runs for; the tables show all that stand up to the last
     * @param overrides settings changed in every run; then the numbers are a quick look, not the reproduction
     * @param tableOnly make no runs
     */
    public record Request(
            String name,
            List<String> only,
            int firstSeed,
            OptionalInt seeds,
            Map<Setting, String> overrides,
            boolean tableOnly,
            Path directory) {}

    /** Makes the missing runs of the chosen rows, writes results.md and report.html, and returns the tables as text. */
    public static String run(Request request, DataAccess access, RunListener listener) {
        Reproduction reproduction = named(request.name());
        int seeds = request.seeds().orElse(reproduction.seeds());
        List<String> chosen = chosen(reproduction, request.only());
        ExperimentRuns runs = new ExperimentRuns(request.directory(), access, listener);
        int end = Math.addExact(request.firstSeed(), seeds);
        for (long seed = request.firstSeed(); seed < end && !request.tableOnly(); seed++) {
            for (String row : chosen) {
                reproduction.complete(row, seed, request.overrides(), runs);
                writeTables(tables(reproduction, runs, end), request.directory());
            }
        }
        List<Table> tables = tables(reproduction, runs, end);
        writeTables(tables, request.directory());
        writeReport(reproduction, tables, reproduction.figures(runs), request.directory());
        return tables.stream().map(Table::text).collect(Collectors.joining("\n\n"));
    }

    /** The reproduction's tables, and the runs that are only quick looks, if there are any. */
    private static List<Table> tables(Reproduction reproduction, ExperimentRuns runs, int seeds) {
        List<Table> tables = new ArrayList<>(reproduction.tables(runs, seeds));
        List<List<String>> rows = reproduction.deviations(runs, seeds).stream()
                .map(deviation -> List.of(deviation.row(), Long.toString(deviation.seed()), deviation.difference()))
                .toList();
        if (!rows.isEmpty()) {
            tables.add(
                    new Table(
                            "Quick looks",
                            List.of("row", "seed", "other settings than the reproduction's"),
                            rows,
                            "Numbers above that come from these runs are not the reproduction; rows with one have no verdict."));
        }
        return tables;
    }

    private static Reproduction named(String name) {
        return ALL.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow(() -> {
            List<String> names = ALL.stream().map(Reproduction::name).toList();
            return new ElboException("there is no reproduction '" + name + "'" + Suggestion.phrase(name, names)
                    + " ('elbo reproduce --list' shows them)");
        });
    }

    private static List<String> chosen(Reproduction reproduction, List<String> only) {
        List<String> rows = reproduction.rows();
        for (String start : only) {
            if (rows.stream().noneMatch(row -> matches(row, start))) {
                throw new ElboException("--only: no row of " + reproduction.name() + " begins with '" + start + "'"
                        + Suggestion.phrase(start, rows) + " ('elbo reproduce --list' shows the rows)");
            }
        }
        return rows.stream()
                .filter(row -> only.isEmpty() || only.stream().anyMatch(start -> matches(row, start)))
                .toList();
    }

    /** Whole words and numbers: 'beta1' is no beginning of 'beta10' or 'beta1.8', but 'beta' is one of them all. */
    static boolean matches(String row, String start) {
        if (!row.startsWith(start) || row.length() == start.length()) {
            return row.equals(start);
        }
        char next = row.charAt(start.length());
        boolean numberBegins = Character.isDigit(next) && Character.isLetter(start.charAt(start.length() - 1));
        return next == '-' || numberBegins;
    }

    private static void writeTables(List<Table> tables, Path directory) {
        String markdown = tables.stream().map(Table::markdown).collect(Collectors.joining("\n\n"));
        AtomicFiles.writeString(directory.resolve("results.md"), markdown + "\n");
    }

    private static void writeReport(
            Reproduction reproduction, List<Table> tables, List<Block.FigureBlock> figures, Path directory) {
        List<Block> blocks = new ArrayList<>();
        tables.forEach(table -> blocks.add(new Block.TableBlock(table)));
        blocks.addAll(figures);
        ReportPage page =
                new ReportPage(reproduction.name(), reproduction.source(), blocks, "Elbo " + ElboVersion.version());
        AtomicFiles.writeString(directory.resolve("report.html"), page.html());
        for (Block.FigureBlock block : figures) {
            String name = block.figure().title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            AtomicFiles.write(
                    directory.resolve("figures").resolve(name + ".png"),
                    block.figure().png());
        }
    }
}
