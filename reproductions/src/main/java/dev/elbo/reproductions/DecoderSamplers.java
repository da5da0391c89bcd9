package dev.elbo.reproductions;

import dev.elbo.config.SamplerSpec;
import dev.elbo.report.Table;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.samplequality.SampleQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What is lost between a decoder's reconstructions and its samples, by sampler; and the two forms of one β. */
final class DecoderSamplers {
    private DecoderSamplers() {}

    static Table table(DensityData data, ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (DecoderRow row : Decoders.of(data, 1)) {
            KeptSamples samples = Decoders.samples(row, runs);
            List<String> cells = new ArrayList<>(List.of(row.name()));
            cells.add(frechet(samples.quality(row.experiment(), SampleRows.RECONSTRUCTED, seeds)));
            for (SamplerSpec sampler : Decoders.SAMPLERS) {
                cells.add(frechet(samples.quality(row.experiment(), sampler.toString(), seeds)));
            }
            rows.add(List.copyOf(cells));
        }
        return new Table(
                "Fréchet distance by sampler, " + data.word(),
                List.of("decoder", "reconstructions", "prior", "mixture:10", "two-stage"),
                rows,
                "Reconstructions of test rows bound what any sampler can reach. Mixture: ten Gaussians fitted to the"
                        + " latents of the training rows; two-stage: a second VAE on them. Mean ± standard deviation over"
                        + " seeds (runs).");
    }

    private static String frechet(Map<Long, SampleQuality> samples) {
        return Cells.spread(samples.values(), SampleQuality::frechet, 2);
    }

    /** β as the weight of the KL and as the variance of the decoder, which have the same optimum. */
    static Table pairs(ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (DensityData data : Decoders.begun(runs, seeds)) {
            DecoderRow weight = named(data, "beta0.1");
            DecoderRow variance = named(data, DecoderKind.ABSORBED);
            for (DecoderRow row : List.of(weight, variance)) {
                List<Evaluation> found = Decoders.evaluations(row, runs, seeds);
                rows.add(List.of(
                        data.word(),
                        row.name(),
                        spread(found, e -> -e.elboNats(), 1),
                        spread(found, Evaluation::klNats, 2),
                        spread(found, e -> e.meanSquaredError() * e.dimensions(), 3)));
            }
        }
        return new Table(
                "One beta in two forms",
                List.of("data", "row", "-log p ≤, nats of density", "rate", "squared error per image"),
                rows,
                "beta0.1 minimises half the squared error plus 0.1 KL; " + DecoderKind.ABSORBED
                        + " the negative ELBO of a Gaussian with σ² = 0.1, which is that divided by 0.1 up to a constant."
                        + " Both are evaluated under this Gaussian. With the squared error itself instead of its half,"
                        + " σ² = beta/2 as published. Mean ± standard deviation over seeds (runs).");
    }

    private static DecoderRow named(DensityData data, String name) {
        return Decoders.of(data, 1).stream()
                .filter(row -> row.kind().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String spread(List<Evaluation> found, ToDoubleFunction<Evaluation> number, int decimals) {
        return Cells.spread(found, number, decimals);
    }
}
