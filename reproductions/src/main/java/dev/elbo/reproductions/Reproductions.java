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
import dev.elbo.runs.TrainingTime;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** All reproductions, by name. */
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
            new KlGrowth(),
            new LinearVae(),
            new RateDistortionCurves(),
            new TwoStage(),
            new Gamma(),
            new Decoders(),
            new Dimensions());

    /** Settings that do not make a run a preview. */
    private static final Set<Setting> HOW = EnumSet.of(Setting.THREADS, Setting.WORKERS);

    private Reproductions() {}

    /**
     * A reproduction.
     *
     * @param question what its results answer
     * @param seeds number of runs of each row
     * @param done number of finished runs of each row, in the order of {@code rows}
     * @param cost of all of its runs
     */
    public record Entry(
            String name,
            String source,
            String question,
            List<String> rows,
            int seeds,
            List<Integer> done,
            ReproductionCost cost) {}

    /**
     * All reproductions.
     *
     * @param directory where their runs are, each reproduction's in a folder of its name
     */
    public static List<Entry> list(Path directory) {
        return ALL.stream().map(r -> entry(r, directory.resolve(r.name()))).toList();
    }

    private static Entry entry(Reproduction reproduction, Path directory) {
        List<RowLog.Entry> log = RowLog.of(directory).entries();
        List<Integer> done = reproduction.rows().stream()
                .map(row -> (int) log.stream()
                        .filter(entry -> entry.row().equals(row) && entry.seed() < reproduction.seeds())
                        .count())
                .toList();
        return new Entry(
                reproduction.name(),
                reproduction.source(),
                reproduction.question(),
                reproduction.rows(),
                reproduction.seeds(),
                done,
                ReproductionCost.of(reproduction, log));
    }

    /**
     * What to run.
     *
     * @param only names of rows, or their beginnings up to a dash; empty for all
     * @param seeds number of runs per row; empty for the default of the reproduction
     * @param firstSeed first seed to run; the tables show all existing runs up to the last seed
     * @param overrides settings changed in every run, which makes it a preview instead of a reproduction
     * @param tableOnly whether to show existing results without starting runs
     * @param page a Markdown file whose part between markers is replaced by tables and figures
     */
    public record Request(
            String name,
            List<String> only,
            int firstSeed,
            OptionalInt seeds,
            Map<Setting, String> overrides,
            boolean tableOnly,
            Path directory,
            Optional<Path> page) {}

    /**
     * Runs what is missing of the chosen rows, writes results.md and report.html, and returns the tables as text.
     *
     * @throws ElboException in one sentence, if there is no such reproduction or row, or a run fails
     */
    public static String run(Request request, DataAccess access, RunListener listener) {
        Reproduction reproduction = named(request.name());
        int seeds = request.seeds().orElse(reproduction.seeds());
        List<String> chosen = chosen(reproduction, request.only());
        ExperimentRuns runs = new ExperimentRuns(request.directory(), access, listener);
        int end = Math.addExact(request.firstSeed(), seeds);
        for (long seed = request.firstSeed(); seed < end && !request.tableOnly(); seed++) {
            for (String row : chosen) {
                complete(reproduction, row, seed, request.overrides(), runs);
                writeTables(tables(reproduction, runs, end), request.directory());
            }
        }
        List<Table> tables = tables(reproduction, runs, end);
        writeTables(tables, request.directory());
        List<Block.FigureBlock> figures = reproduction.figures(runs);
        writeReport(reproduction, tables, figures, request.directory());
        request.page()
                .ifPresent(page -> ResultPage.write(
                        page, reproduction, tables, figures, request.directory(), ElboVersion.revision()));
        return tables.stream().map(Table::text).collect(Collectors.joining("\n\n"));
    }

    private static void complete(
            Reproduction reproduction, String row, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        double before = TrainingTime.cpuNow();
        reproduction.complete(row, seed, overrides, runs);
        if (overrides.keySet().stream().allMatch(HOW::contains)) {
            double spent = TrainingTime.cpuNow() - before; // little where the run existed or was resumed
            double seconds = Math.max(spent, runs.trainingSeconds(row, seed));
            RowLog.of(runs.directory())
                    .add(new RowLog.Entry(
                            row, seed, seconds, LocalDate.now(ZoneOffset.UTC).toString()));
        }
    }

    /** The tables of the reproduction, followed by a list of previews if there are any. */
    private static List<Table> tables(Reproduction reproduction, ExperimentRuns runs, int seeds) {
        List<Table> tables = new ArrayList<>(reproduction.tables(runs, seeds));
        List<List<String>> rows = reproduction.deviations(runs, seeds).stream()
                .map(deviation -> List.of(deviation.row(), Long.toString(deviation.seed()), deviation.difference()))
                .toList();
        if (!rows.isEmpty()) {
            tables.add(new Table(
                    "Previews",
                    List.of("row", "seed", "differences from the reproduction"),
                    rows,
                    "These runs do not have the settings of the reproduction; rows that include one have"
                            + " no verdict."));
        }
        return tables;
    }

    private static Reproduction named(String name) {
        return ALL.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow(() -> {
            List<String> names = ALL.stream().map(Reproduction::name).toList();
            return new ElboException("there is no reproduction '" + name + "'" + Suggestion.phrase(name, names)
                    + "; see 'elbo reproduce --list'");
        });
    }

    private static List<String> chosen(Reproduction reproduction, List<String> only) {
        List<String> rows = reproduction.rows();
        for (String start : only) {
            if (rows.stream().noneMatch(row -> matches(row, start))) {
                throw new ElboException("--only: no row of " + reproduction.name() + " starts with '" + start + "'"
                        + Suggestion.phrase(start, rows) + "; see 'elbo reproduce --list'");
            }
        }
        return rows.stream()
                .filter(row -> only.isEmpty() || only.stream().anyMatch(start -> chosen(row, start, rows)))
                .toList();
    }

    /** The row of this name, or if there is none, those whose names begin with it. */
    private static boolean chosen(String row, String start, List<String> rows) {
        return rows.contains(start) ? row.equals(start) : matches(row, start);
    }

    /**
     * Compares whole words and numbers: 'beta1' does not match 'beta10' or 'beta1.8', but 'beta' matches all of them.
     */
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
            AtomicFiles.write(
                    directory.resolve("figures").resolve(ResultPage.fileName(block) + ".png"),
                    block.figure().png());
        }
    }
}
