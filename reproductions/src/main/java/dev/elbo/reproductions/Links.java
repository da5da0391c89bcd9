package dev.elbo.reproductions;

import dev.elbo.config.LinkSetting;
import dev.elbo.config.Setting;
import dev.elbo.evaluation.LinkBaseline;
import dev.elbo.report.Table;
import dev.elbo.runs.report.Spread;
import dev.elbo.tasks.LinkResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Link prediction on citation graphs with variational graph autoencoders, Gaussian (Kipf and Welling 2016) and
 * hyperspherical (Davidson et al. 2018, Table 4): AUC and average precision over ten splits, next to baselines without
 * training.
 *
 * <p>The settings of the former: 32 hidden units, 16 latents, Adam with rate 0.01, 200 full-batch epochs, the last
 * epoch, no dropout, raw features, the weights of their program.
 */
final class Links implements Reproduction {
    private static final List<String> DATA = List.of("cora", "citeseer", "pubmed");
    private static final String VGAE = "Kipf and Welling 2016";
    private static final String S_VGAE = "Davidson et al. 2018, sizes chosen for each graph";
    private static final Map<String, LinkRow.Published> PUBLISHED = Map.of(
            "cora-normal-gae", new LinkRow.Published(91.4, 92.6, VGAE),
            "citeseer-normal-gae", new LinkRow.Published(90.8, 92.0, VGAE),
            "pubmed-normal-gae", new LinkRow.Published(94.4, 94.7, VGAE),
            "cora-vmf16-gae", new LinkRow.Published(94.1, 94.1, S_VGAE),
            "cora-vmf64-gae", new LinkRow.Published(94.1, 94.1, S_VGAE),
            "citeseer-vmf16-gae", new LinkRow.Published(94.7, 95.2, S_VGAE),
            "citeseer-vmf64-gae", new LinkRow.Published(94.7, 95.2, S_VGAE));
    /** Quoted from memory, not checked: marked as such, without a verdict. */
    private static final Map<String, String> RECALLED = Map.of(
            "cora-normal-featureless", "≈ 84.0 / 87.7",
            "citeseer-normal-featureless", "≈ 78.9 / 84.1",
            "pubmed-normal-featureless", "≈ 82.7 / 87.5");

    /**
     * A posterior with the network and decoder around it. On a sphere the inner product lies in [−1, 1]; the decoder
     * scales it, since otherwise no logit could exceed 1.
     */
    private record Family(String name, String posterior, String hidden, String decoder, boolean variations) {}

    private static final List<Family> FAMILIES = List.of(
            new Family("normal", "normal:16:-20..20", "32", "inner", true),
            new Family("vmf16", "vmf:16", "32", "inner:5,0", false),
            new Family("vmf64", "vmf:64", "128", "inner:10,0", false),
            new Family("power-spherical16", "power-spherical:16", "32", "inner:5,0", false),
            new Family("power-spherical64", "power-spherical:64", "128", "inner:10,0", false));

    @Override
    public String name() {
        return "links";
    }

    @Override
    public String source() {
        return "Link prediction on Cora, Citeseer and Pubmed with graph VAEs (Kipf and Welling 2016, Table 1;"
                + " Davidson et al. 2018, Table 4)";
    }

    @Override
    public String question() {
        return "Do graph VAEs with Gaussian or spherical latents predict missing citations?";
    }

    @Override
    public int seeds() {
        return 10;
    }

    @Override
    public List<Experiment> experiments() {
        return List.of();
    }

    @Override
    public List<String> rows() {
        return linkRows().stream().map(LinkRow::name).toList();
    }

    private static List<LinkRow> linkRows() {
        List<LinkRow> rows = new ArrayList<>();
        for (String data : DATA) {
            for (Family family : FAMILIES) {
                rows.add(model(data, family, "auto", "gae", "last", "-gae"));
                if (family.variations()) {
                    rows.add(model(data, family, "auto", "gae", "validation:5", "-selected"));
                    rows.add(model(data, family, "auto", "pyg", "last", "-pyg"));
                    rows.add(model(data, family, "auto", "elbo", "last", "-elbo"));
                }
                rows.add(model(data, family, "none", "gae", "last", "-featureless"));
            }
            for (LinkBaseline baseline : LinkBaseline.values()) {
                Map<LinkSetting, String> settings = new EnumMap<>(LinkSetting.class);
                settings.put(LinkSetting.DATA, data);
                rows.add(new LinkRow(data + "-" + baseline.label(), settings, Optional.of(baseline), Optional.empty()));
            }
        }
        return rows;
    }

    private static LinkRow model(
            String data, Family family, String features, String weighting, String select, String suffix) {
        Map<LinkSetting, String> settings = new EnumMap<>(LinkSetting.class);
        settings.put(LinkSetting.DATA, data);
        settings.put(LinkSetting.FEATURES, features);
        settings.put(LinkSetting.POSTERIOR, family.posterior());
        settings.put(LinkSetting.HIDDEN, family.hidden());
        settings.put(LinkSetting.DECODER, family.decoder());
        settings.put(LinkSetting.WEIGHTING, weighting);
        settings.put(LinkSetting.EPOCHS, "200");
        settings.put(LinkSetting.LEARNING_RATE, "0.01");
        settings.put(LinkSetting.SELECT, select);
        String name = data + "-" + family.name() + suffix;
        return new LinkRow(name, settings, Optional.empty(), Optional.ofNullable(PUBLISHED.get(name)));
    }

    @Override
    public void complete(String row, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        Map<LinkSetting, String> ours = new EnumMap<>(LinkSetting.class);
        overrides.forEach((setting, value) -> ours.put(LinkSetting.valueOf(setting.name()), value));
        linkRows().stream().filter(r -> r.name().equals(row)).forEach(r -> new LinkRuns(runs).complete(r, seed, ours));
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<Table> tables = new ArrayList<>();
        for (String data : DATA) {
            List<List<String>> rows = new ArrayList<>();
            for (LinkRow row : linkRows()) {
                if (row.data().equals(data)) {
                    rows.add(cells(row, new LinkRuns(runs).results(row, seeds)));
                }
            }
            tables.add(new Table(
                    data + ", test edges and as many non-edges, percent",
                    List.of(
                            "row",
                            "published AUC / AP",
                            "AUC",
                            "AP",
                            "verdict",
                            "weights",
                            "β edges",
                            "β non-edges",
                            "KL/node",
                            "epoch"),
                    rows,
                    "Mean ± standard deviation over splits (their number); a seed determines split, initial"
                            + " weights and noise, and all rows of a seed share one split: 85 % of the edges for"
                            + " training, 5 % for validation, 10 % for testing. β: weight of the KL relative to"
                            + " that of an edge and of a non-edge; both are 1 in the ELBO. ≈ marks results quoted"
                            + " from memory, not checked."));
        }
        return tables;
    }

    private static List<String> cells(LinkRow row, List<LinkResult> results) {
        Spread auc = percent(results, LinkResult::auc);
        Spread ap = percent(results, LinkResult::averagePrecision);
        return List.of(
                row.name(),
                row.published()
                        .map(p -> String.format(Locale.ROOT, "%.1f / %.1f", p.auc(), p.averagePrecision()))
                        .orElse(RECALLED.getOrDefault(row.name(), "–")),
                auc.text(1),
                ap.text(1),
                row.published().map(p -> verdict(p, auc, ap)).orElse("–"),
                row.settings().getOrDefault(LinkSetting.WEIGHTING, "–"),
                mean(results, LinkResult::betaOfEdges, "%.5f"),
                mean(results, LinkResult::betaOfNonEdges, "%.3f"),
                mean(results, LinkResult::klPerNode, "%.2f"),
                row.baseline().isPresent() ? "–" : mean(results, r -> (double) r.epoch(), "%.0f"));
    }

    private static String verdict(LinkRow.Published published, Spread auc, Spread ap) {
        if (auc.runs() == 0) {
            return "not run";
        }
        double first = auc.mean() - published.auc();
        double second = ap.mean() - published.averagePrecision();
        String word = first >= 0 && second >= 0 ? "reached" : "not reached";
        return String.format(Locale.ROOT, "%s (%+.1f / %+.1f)", word, first, second);
    }

    private static Spread percent(List<LinkResult> results, Function<LinkResult, Double> value) {
        return Spread.of(results.stream().map(value).map(v -> 100 * v).toList());
    }

    private static String mean(List<LinkResult> results, Function<LinkResult, Double> value, String format) {
        double[] values = results.stream()
                .map(value)
                .filter(Objects::nonNull)
                .mapToDouble(v -> v)
                .toArray();
        return values.length == 0
                ? "–"
                : String.format(
                        Locale.ROOT, format, Arrays.stream(values).average().orElseThrow());
    }
}
