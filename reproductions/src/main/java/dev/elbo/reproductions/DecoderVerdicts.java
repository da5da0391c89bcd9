package dev.elbo.reproductions;

import dev.elbo.config.SamplerSpec;
import dev.elbo.report.Table;
import dev.elbo.runs.report.Difference;
import dev.elbo.samplequality.SampleQuality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Whether a σ that needs no tuning gives samples as good as those of the best β, by each measure. */
final class DecoderVerdicts {
    private DecoderVerdicts() {}

    static Table table(ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (DensityData data : Decoders.begun(runs, seeds)) {
            for (String calibrated : DecoderKind.CALIBRATED) {
                for (SamplerSpec sampler : Decoders.SAMPLERS) {
                    String from = sampler.toString();
                    rows.add(row(data, calibrated, from, "Fréchet", SampleQuality::frechet, runs, seeds));
                    rows.add(row(data, calibrated, from, "1000 MMD²", m -> 1000 * m.mmd(), runs, seeds));
                }
            }
        }
        return new Table(
                "Is a calibrated σ at least as good as the best tuned beta?",
                List.of("data", "σ", "sampler", "measure", "best beta", "σ − best beta", "verdict"),
                rows,
                "The best beta has the lowest mean of the measure over its seeds; it is chosen by the same results"
                        + " with which it is compared, which favours it. Differences between runs with the same"
                        + " seed: mean ± standard error (pairs); a difference is clear if it is more than two"
                        + " standard errors from zero.");
    }

    private static List<String> row(
            DensityData data,
            String calibrated,
            String sampler,
            String name,
            ToDoubleFunction<SampleQuality> measure,
            ExperimentRuns runs,
            int seeds) {
        KeptSamples samples = new KeptSamples(runs, Decoders.SAMPLERS);
        DecoderRow ours = Decoders.of(data, 1).stream()
                .filter(row -> row.kind().name().equals(calibrated))
                .findFirst()
                .orElseThrow();
        Optional<DecoderRow> best = Decoders.of(data, 1).stream()
                .filter(row -> row.kind().beta().isPresent())
                .filter(row ->
                        !samples.quality(row.experiment(), sampler, seeds).isEmpty())
                .min(Comparator.comparingDouble(
                        row -> mean(samples.quality(row.experiment(), sampler, seeds), measure)));
        Difference difference = best.map(row -> Difference.between(
                        samples.quality(ours.experiment(), sampler, seeds),
                        samples.quality(row.experiment(), sampler, seeds),
                        measure))
                .orElse(Difference.of(List.of()));
        return List.of(
                data.word(),
                calibrated,
                sampler,
                name,
                best.map(row -> row.kind().name()).orElse(Cells.EMPTY),
                difference.text(2),
                preview(data, runs, seeds) ? "preview" : verdict(difference));
    }

    private static double mean(Map<Long, SampleQuality> runs, ToDoubleFunction<SampleQuality> measure) {
        return runs.values().stream().mapToDouble(measure).average().orElse(Double.NaN);
    }

    private static boolean preview(DensityData data, ExperimentRuns runs, int seeds) {
        return Decoders.of(data, 1).stream()
                .filter(row -> row.kind().beta().isPresent()
                        || DecoderKind.CALIBRATED.contains(row.kind().name()))
                .anyMatch(row -> !runs.deviations(row.experiment(), seeds).isEmpty());
    }

    static String verdict(Difference difference) {
        if (difference.pairs() == 0) {
            return "not run";
        }
        if (difference.pairs() == 1) {
            return (difference.mean() <= 0 ? "better" : "worse") + ", one seed only";
        }
        if (difference.clearlyBelow()) {
            return "clearly better: holds";
        }
        return difference.clearlyAbove() ? "clearly worse: does not hold" : "not clearly different: holds";
    }
}
