package dev.elbo.runs.report;

import dev.elbo.config.RunConfig;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.io.Shown;
import dev.elbo.io.Suggestion;
import dev.elbo.report.Table;
import dev.elbo.runs.Provenance;
import dev.elbo.runs.RunDirectory;
import dev.elbo.runs.evaluation.Evaluation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tables of evaluated runs. Results for different data, splits, likelihoods or binarisations never share a table. */
public final class Comparison {
    private static final List<String> FORMATS = List.of("text", "markdown", "csv", "latex");

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
        Evaluation e = Evaluation.read(directory.evaluation(), config);
        String split = java.util.Arrays.hashCode(directory.readSplit().test()) + "";
        return new Entry(path, config, e, String.join("|", kind(directory, e), split, binarisationSeed(e)));
    }

    /**
     * What runs must have in common to be compared, besides the rows that they are evaluated on: data, likelihood,
     * binarisation, and whether there is a density at all.
     */
    public static String kind(RunDirectory directory, Evaluation e) {
        Provenance p = Json.read(directory.provenance(), Provenance.class);
        return String.join("|", p.dataSha256(), e.likelihood(), e.binarisation(), Boolean.toString(e.autoencoder()));
    }

    /** Rows binarised with different seeds are different data. */
    private static String binarisationSeed(Evaluation e) {
        return e.binarisation().equals("none") ? "" : Long.toString(e.seed());
    }

    private static Table table(List<Entry> group, int groups) {
        Evaluation first = group.get(0).evaluation();
        boolean autoencoders = first.autoencoder();
        List<String> columns = new ArrayList<>(List.of("run", "posterior", "prior", "network"));
        columns.addAll(autoencoders ? List.of("squared error", "RE", "active") : likelihoodColumns(first));
        List<List<String>> rows = new ArrayList<>();
        for (Entry entry : group) {
            Evaluation e = entry.evaluation();
            List<String> row = new ArrayList<>(List.of(
                    entry.path().toString(),
                    e.posterior(),
                    e.prior(),
                    entry.config().network().toString()));
            row.addAll(autoencoders ? reconstruction(e) : likelihood(e));
            rows.add(row);
        }
        String note = groups > 1
                ? "Runs with different data, split, likelihood or binarisation, and autoencoders, are in separate tables."
                : "";
        return new Table(
                first.data() + ", " + first.split() + " set, likelihood " + first.likelihood() + ", binarisation "
                        + first.binarisation() + (autoencoders ? ", " + Evaluation.AUTOENCODER : ""),
                columns,
                rows,
                note);
    }

    private static List<String> likelihoodColumns(Evaluation first) {
        return List.of(
                first.density() ? "−log density, nats" : "−log p(x), nats",
                first.density() ? "bits/dim, bound" : "bits/dim",
                "−ELBO",
                "RE",
                "KL",
                "active",
                "S");
    }

    private static List<String> likelihood(Evaluation e) {
        return List.of(
                number(e.nllNats()) + " ± " + number(e.nllStandardError()),
                bits(e),
                number(-e.elboNats()),
                number(e.reconstructionNats()),
                number(e.klNats()),
                e.activeUnits() + "/" + e.latentSize(),
                Long.toString(Math.round(e.samplesUsed())));
    }

    private static List<String> reconstruction(Evaluation e) {
        return List.of(
                String.format(Locale.ROOT, "%.4g", e.meanSquaredError()),
                number(e.reconstructionNats()),
                e.activeUnits() + "/" + e.latentSize());
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

    /** @throws ElboException in one sentence, if there is no such format */
    public static void checkFormat(String format) {
        if (!FORMATS.contains(format)) {
            throw new ElboException("format: expected text, markdown, csv or latex, got '" + Shown.text(format) + "'"
                    + Suggestion.phrase(format, FORMATS));
        }
    }

    /**
     * A table in one of the formats.
     *
     * @throws ElboException in one sentence, if there is no such format
     */
    public static String render(Table table, String format) {
        checkFormat(format);
        return switch (format) {
            case "markdown" -> table.markdown();
            case "csv" -> table.csv();
            case "latex" -> table.latex();
            default -> table.text();
        };
    }
}
