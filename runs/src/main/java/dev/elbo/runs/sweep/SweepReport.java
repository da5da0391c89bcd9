package dev.elbo.runs.sweep;

import dev.elbo.config.sweep.SweepFile;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboVersion;
import dev.elbo.report.Block;
import dev.elbo.report.ReportPage;
import dev.elbo.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes {@code results.md}, {@code runs.csv}, {@code report.html} and {@code figures/*.png} of a sweep. */
public final class SweepReport {
    private SweepReport() {}

    /**
     * Writes what there is so far, and returns the tables.
     *
     * @throws dev.elbo.io.ElboException in one sentence, if no run has been evaluated yet, or a file is damaged
     */
    public static List<Table> write(SweepDirectory directory) {
        SweepResults results = SweepResults.read(directory);
        List<Table> tables = SweepTables.of(results);
        AtomicFiles.writeString(
                directory.results(), tables.stream().map(Table::markdown).collect(Collectors.joining("\n\n")) + "\n");
        AtomicFiles.writeString(directory.runs(), SweepRuns.csv(results));
        page(directory, results, tables);
        return tables;
    }

    private static void page(SweepDirectory directory, SweepResults results, List<Table> tables) {
        List<Block> blocks = new ArrayList<>();
        results.failures().forEach((name, reason) -> blocks.add(new Block.Warning(name + " failed: " + reason)));
        if (tables.isEmpty()) {
            blocks.add(new Block.Text("No run has been evaluated yet."));
        }
        Map<String, SweepFigures.Named> figures = figures(results);
        if (!figures.isEmpty()) {
            blocks.add(new Block.Heading("Figures"));
            figures.values().forEach(named -> blocks.add(new Block.FigureBlock(named.figure(), named.caption())));
        }
        if (!tables.isEmpty()) {
            blocks.add(new Block.Heading("Tables"));
            tables.forEach(table -> blocks.add(new Block.TableBlock(table)));
        }
        blocks.add(new Block.Heading("Settings"));
        blocks.add(new Block.Code(SweepFile.write(results.spec()).strip()));
        String subtitle =
                results.spec().describe() + "; " + results.evaluated() + " of " + results.planned() + " runs evaluated";
        String title = "Sweep " + directory.path().toAbsolutePath().normalize().getFileName();
        AtomicFiles.writeString(
                directory.report(), new ReportPage(title, subtitle, blocks, "Elbo " + ElboVersion.version()).html());
        figures.forEach((name, named) -> AtomicFiles.write(
                directory.figures().resolve(name + ".png"), named.figure().png()));
    }

    /** By file name; those of the second group and later ones are numbered. */
    private static Map<String, SweepFigures.Named> figures(SweepResults results) {
        Map<String, SweepFigures.Named> figures = new LinkedHashMap<>();
        int group = 0;
        for (List<SweepResults.Row> rows : results.groups()) {
            group++;
            for (SweepFigures.Named named : new SweepFigures(results.spec(), rows).all()) {
                figures.put(named.name() + (group == 1 ? "" : "-" + group), named);
            }
        }
        return figures;
    }
}
