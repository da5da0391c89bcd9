package dev.elbo.runs.report;

import dev.elbo.config.RunConfig;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.report.Table;
import dev.elbo.runs.Evaluation;
import dev.elbo.runs.Provenance;
import dev.elbo.runs.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tables of evaluated runs. Results for different data, splits, likelihoods or binarisations never share a table. */
public final class Comparison {
    private Comparison() {}

    private record Entry(Path path, RunConfig config, Evaluation evaluation, String sameColumn) {}

    /**
     * One table for each group of comparable runs.
     *
     * @param format {@code text}, {@code markdown}, {@code csv} or {@code latex}
     * @throws ElboException in one sentence, if a path is not an evaluated run, or the format is none of these
     */
    public static List<String> tables(List<Path> runs, String format) {
        Map<String, List<Entry>> groups = new LinkedHashMap<>();
        for (Path path : runs) {
            Entry entry = entry(path);
            groups.computeIfAbsent(entry.sameColumn(), key -> new ArrayList<>()).add(entry);
        }
        return groups.values().stream()
                .map(group -> render(table(group, groups.size()), format))
                .toList();
    }

    private static Entry entry(Path path) {
        RunDirectory directory = RunDirectory.open(path);
        RunConfig config = directory.readConfig();
        if (!Files.exists(directory.evaluation())) {
            throw new ElboException(path + " has not been evaluated yet; evaluate it first");
        }
        Evaluation e = Evaluation.read(directory.evaluation());
        Provenance p = Json.read(directory.provenance(), Provenance.class);
        String split = java.util.Arrays.hashCode(directory.readSplit().test()) + "";
        String sameColumn =
                String.join("|", p.dataSha256(), split, e.likelihood(), e.binarisation(), binarisationSeed(e));
        return new Entry(path, config, e, sameColumn);
    }

    /** Rows binarised with different seeds are different data. */
    private static String binarisationSeed(Evaluation e) {
        return e.binarisation().equals("none") ? "" : Long.toString(e.seed());
    }

    private static Table table(List<Entry> group, int groups) {
        Evaluation first = group.get(0).evaluation();
        List<List<String>> rows = new ArrayList<>();
        for (Entry entry : group) {
            Evaluation e = entry.evaluation();
            rows.add(List.of(
                    entry.path().toString(),
                    e.posterior(),
                    e.prior(),
                    entry.config().network().toString(),
                    number(e.nllNats()) + " ± " + number(e.nllStandardError()),
                    bits(e),
                    number(-e.elboNats()),
                    number(e.reconstructionNats()),
                    number(e.klNats()),
                    e.activeUnits() + "/" + e.latentSize(),
                    Long.toString(Math.round(e.samplesUsed()))));
        }
        String note =
                groups > 1 ? "Runs with different data, split, likelihood or binarisation are in separate tables." : "";
        return new Table(
                first.data() + ", " + first.split() + " set, likelihood " + first.likelihood() + ", binarisation "
                        + first.binarisation(),
                List.of(
                        "run",
                        "posterior",
                        "prior",
                        "network",
                        first.density() ? "−log density, nats" : "−log p(x), nats",
                        first.density() ? "bits/dim, bound" : "bits/dim",
                        "−ELBO",
                        "RE",
                        "KL",
                        "active",
                        "S"),
                rows,
                note);
    }

    /** For a density, the bound on the bits of the stored levels; a dash if there is none. */
    private static String bits(Evaluation e) {
        Double bits =
                e.discreteBound() != null ? Double.valueOf(e.discreteBound().bitsPerDim()) : e.bitsPerDim();
        return bits == null ? "–" : String.format(Locale.ROOT, "%.4f", bits);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String render(Table table, String format) {
        return switch (format) {
            case "text" -> table.text();
            case "markdown" -> table.markdown();
            case "csv" -> table.csv();
            case "latex" -> table.latex();
            default -> throw new ElboException("format: expected text, markdown, csv or latex, got '" + format + "'");
        };
    }
}
