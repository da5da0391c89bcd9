package dev.elbo.runs.report;

import dev.elbo.report.Table;
import dev.elbo.runs.quality.QualityResult;
import dev.elbo.runs.quality.SampleMeasures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tables of the sample quality of a run. Numbers from different feature spaces, or from different numbers of rows, never
 * share a table.
 */
public final class QualityTables {
    private static final List<String> COLUMNS =
            List.of("rows", "Fréchet", "1000 MMD²", "p", "precision", "recall", "density", "coverage");

    private QualityTables() {}

    /** One table for each group of comparable results. */
    public static List<Table> of(List<QualityResult> results) {
        Map<String, List<QualityResult>> groups = new LinkedHashMap<>();
        results.forEach(result -> groups.computeIfAbsent(result.comparable(), key -> new ArrayList<>())
                .add(result));
        return groups.values().stream().map(QualityTables::table).toList();
    }

    private static Table table(List<QualityResult> group) {
        QualityResult first = group.get(0);
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("real rows", first.realRows()));
        rows.add(row("reconstructions", first.reconstructions()));
        group.forEach(result -> rows.add(row("samples, " + result.sampler(), result.samples())));
        String beta = first.beta() == null ? "" : String.format(Locale.ROOT, ", beta %.4g", first.beta());
        return new Table(
                "Sample quality in the feature space: " + first.featureSpace(),
                COLUMNS,
                rows,
                String.format(
                        Locale.ROOT,
                        "%d rows of the %s set of %s as the reference and as many of each kind, seed %d%s; %s of p(x|z)."
                                + " Real rows are the best achievable values, reconstructions what any sampler could"
                                + " achieve with this decoder. All measures depend on the number of rows, the Fréchet"
                                + " distance most. MMD²: unbiased, %s, p from %d permutations; the others with %d"
                                + " nearest neighbours, in %d coordinates.%s",
                        first.count(),
                        first.split(),
                        first.data(),
                        first.seed(),
                        beta,
                        first.output().equals("mean") ? "means" : "samples",
                        first.kernel(),
                        first.permutations(),
                        first.neighbours(),
                        first.coordinates(),
                        notes(first)));
    }

    private static String notes(QualityResult result) {
        StringBuilder text = new StringBuilder();
        result.notes().forEach(note -> text.append(" Note: ").append(note).append('.'));
        return text.toString();
    }

    private static List<String> row(String name, SampleMeasures m) {
        return List.of(
                name,
                String.format(Locale.ROOT, "%.4g", m.frechet()),
                String.format(Locale.ROOT, "%.3f", 1000 * m.mmd()),
                String.format(Locale.ROOT, "%.3f", m.mmdPValue()),
                share(m.precision()),
                share(m.recall()),
                share(m.density()),
                share(m.coverage()));
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
