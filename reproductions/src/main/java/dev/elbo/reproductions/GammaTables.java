package dev.elbo.reproductions;

import dev.elbo.report.Table;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.Difference;
import dev.elbo.samplequality.SampleQuality;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables of {@link Gamma}: the published pair, ours, and whether the published order holds. */
record GammaTables(ExperimentRuns runs, int seeds) {
    private static final double ALIKE = 0.03;

    /** The fixed row; σ depends on the seed, but name and directory do not. */
    private Experiment fixed(DensityData data) {
        return data.fixed(1);
    }

    List<Table> all() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(published("CelebA, learned γ (published)", "352.8", "93.3"));
        rows.add(published("CelebA, γ fixed (published)", "349.9", "291.8"));
        List<List<String>> verdicts = new ArrayList<>();
        Set<String> spaces = new LinkedHashSet<>();
        for (DensityData data : DensityData.values()) {
            rows.add(row(data.learned(), spaces));
            rows.add(row(fixed(data), spaces));
            verdicts.add(verdict(data));
        }
        return List.of(
                new Table(
                        "A learned decoder variance compared with the same value fixed from the start",
                        List.of(
                                "row",
                                "squared error of an image",
                                "1000 MMD²",
                                "p",
                                "Fréchet",
                                "n",
                                "σ in p(x|z)",
                                "σ refitted to test rows",
                                "KL",
                                "active units"),
                        rows,
                        note(spaces)),
                new Table(
                        "Does the published order hold?",
                        List.of(
                                "data",
                                "error, fixed relative to learned",
                                "1000 MMD², fixed − learned",
                                "Fréchet, fixed − learned",
                                "verdict"),
                        verdicts,
                        "Differences between runs with the same seed: mean ± standard error (pairs). Similar: the"
                                + " errors are within 3 % of each other, as the published ones are. Clearly: by"
                                + " more than two standard errors. The order holds if samples are clearly better"
                                + " with γ learned and reconstructions are similar or better."));
    }

    private static List<String> published(String name, String error, String mmd) {
        String none = Cells.EMPTY;
        return List.of(name, error, mmd, none, none, none, none, none, none, none);
    }

    private static String note(Set<String> spaces) {
        return "Squared error: reconstructions from posterior modes of test rows, summed over pixels in [0, 1]."
                + " Samples: means of p(x|z) at samples of the prior, compared with every second test row. Mean ±"
                + " standard deviation over seeds (runs). The published MMD is for another kernel and other data,"
                + " in an unstated unit, so only its order is comparable with ours. "
                + String.join(". ", spaces);
    }

    private List<String> row(Experiment experiment, Set<String> spaces) {
        Collection<Evaluation> ours = runs.evaluations(experiment, seeds);
        Collection<SampleQuality> samples =
                KeptSamples.ofPrior(runs).prior(experiment, seeds).values();
        samples.forEach(one -> spaces.add(Cells.space(one)));
        return List.of(
                experiment.name(),
                Cells.spread(ours, GammaTables::squaredError, 3),
                Cells.spread(samples, m -> 1000 * m.mmd(), 2),
                Cells.pValues(samples),
                Cells.spread(samples, SampleQuality::frechet, 2),
                samples.stream()
                        .map(m -> Integer.toString(m.count()))
                        .findFirst()
                        .orElse(Cells.EMPTY),
                Cells.spread(ours, e -> e.densityScale().frozen(), 4),
                Cells.spread(ours, e -> e.densityScale().recomputed(), 4),
                Cells.spread(ours, Evaluation::klNats, 1),
                Cells.spread(ours, Evaluation::activeUnits, 1));
    }

    private static double squaredError(Evaluation evaluation) {
        return evaluation.meanSquaredError() * evaluation.dimensions();
    }

    private List<String> verdict(DensityData data) {
        Difference error = Difference.between(
                bySeed(fixed(data)), bySeed(data.learned()), e -> 100 * Math.log(e.meanSquaredError()));
        KeptSamples samples = KeptSamples.ofPrior(runs);
        Map<Long, SampleQuality> fixed = samples.prior(fixed(data), seeds);
        Map<Long, SampleQuality> learned = samples.prior(data.learned(), seeds);
        Difference mmd = Difference.between(fixed, learned, m -> 1000 * m.mmd());
        boolean preview = !Gamma.deviations(data, runs, seeds).isEmpty();
        return List.of(
                data.word(),
                error.pairs() == 0 ? Cells.EMPTY : error.text(1) + " %",
                mmd.text(2),
                Difference.between(fixed, learned, SampleQuality::frechet).text(2),
                preview ? "preview" : verdict(error, mmd));
    }

    /** @param error difference of the log errors, times 100 */
    static String verdict(Difference error, Difference mmd) {
        if (error.pairs() == 0 || mmd.pairs() == 0) {
            return "not run";
        }
        double most = 100 * Math.log1p(ALIKE);
        boolean noWorse = error.mean() >= -most;
        String reconstructions = Math.abs(error.mean()) <= most
                ? "reconstructions similar"
                : "reconstructions better with γ " + (noWorse ? "learned" : "fixed");
        String word = mmd.pairs() < 2 ? "undecided" : noWorse && mmd.clearlyAbove() ? "holds" : "does not hold";
        return reconstructions + "; " + samples(mmd) + ": " + word;
    }

    private static String samples(Difference mmd) {
        if (mmd.pairs() < 2) {
            return String.format(
                    Locale.ROOT, "MMD %s with learned γ, one seed only", mmd.mean() > 0 ? "lower" : "not lower");
        }
        if (mmd.clearlyAbove()) {
            return "MMD clearly lower with learned γ";
        }
        return mmd.clearlyBelow() ? "MMD clearly higher with learned γ" : "MMD not clearly different";
    }

    private Map<Long, Evaluation> bySeed(Experiment experiment) {
        return runs.evaluations(experiment, seeds).stream()
                .collect(Collectors.toMap(Evaluation::seed, Function.identity()));
    }
}
