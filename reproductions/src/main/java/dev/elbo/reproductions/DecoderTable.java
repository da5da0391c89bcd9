package dev.elbo.reproductions;

import dev.elbo.report.Table;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.Spread;
import dev.elbo.samplequality.SampleQuality;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The results of every decoder on one data set. */
record DecoderTable(DensityData data, ExperimentRuns runs, int seeds) {

    Table table() {
        List<List<String>> rows = new ArrayList<>();
        Set<String> spaces = new LinkedHashSet<>();
        rows.add(real());
        for (DecoderRow row : Decoders.of(data)) {
            rows.add(row(row, spaces));
        }
        return new Table(
                "Decoders on " + data.word(),
                List.of(
                        "decoder",
                        "-log p ≤, nats",
                        "type",
                        "bits/dim ≤",
                        "rate",
                        "distortion",
                        "squared error per image",
                        "Fréchet",
                        "1000 MMD²",
                        "p",
                        "-log p ≤, SVHN (published)",
                        "Fréchet, SVHN (published)"),
                rows,
                note(spaces));
    }

    private static String note(Set<String> spaces) {
        return "-log p ≤ is the negative ELBO, rate plus distortion, of a density or of a probability over 256"
                + " levels; the two are not comparable with each other. Bits/dim are: importance-weighted bounds"
                + " from 5 samples, for densities by dequantisation. Beta rows minimise half the squared error"
                + " plus beta KL; their likelihoods are those of the implied Gaussian with σ² = beta. Squared"
                + " error: reconstructions from posterior modes of test rows, pixels in [0, 1]. Samples: means of"
                + " p(x|z) at samples of the prior, compared with every second test row. Mean ± standard deviation"
                + " over seeds (runs). Published: other data, other networks and Inception features, so only the"
                + " order is comparable; the result for the single beta they tuned is repeated in every beta row. "
                + String.join(". ", spaces);
    }

    /** Real test images compared with other test images: the best achievable values. */
    private List<String> real() {
        List<SampleQuality> real = Decoders.of(data).stream()
                .map(row -> KeptSamples.ofPrior(runs).all(row.experiment(), seeds))
                .max(java.util.Comparator.comparingInt(List::size))
                .orElse(List.of())
                .stream()
                .map(rows -> rows.byName().get(SampleRows.REAL))
                .toList();
        String none = Cells.EMPTY;
        return List.of(
                SampleRows.REAL,
                none,
                none,
                none,
                none,
                none,
                none,
                Cells.spread(real, SampleQuality::frechet, 2),
                Cells.spread(real, m -> 1000 * m.mmd(), 2),
                Cells.pValues(real),
                none,
                none);
    }

    private List<String> row(DecoderRow row, Set<String> spaces) {
        List<Evaluation> ours = Decoders.evaluations(row, runs, seeds);
        Collection<SampleQuality> samples =
                KeptSamples.ofPrior(runs).prior(row.experiment(), seeds).values();
        samples.forEach(one -> spaces.add(Cells.space(one)));
        List<Evaluation> comparable = row.kind().ofGreyValues() ? ours : List.of();
        return List.of(
                row.name(),
                Cells.spread(comparable, e -> -e.elboNats(), 1),
                comparable.stream().map(Evaluation::measure).findFirst().orElse(Cells.EMPTY),
                bits(comparable),
                Cells.spread(ours, Evaluation::klNats, 1),
                Cells.spread(comparable, Evaluation::reconstructionNats, 1),
                Cells.spread(ours, e -> e.meanSquaredError() * e.dimensions(), 3),
                Cells.spread(samples, SampleQuality::frechet, 2),
                Cells.spread(samples, m -> 1000 * m.mmd(), 2),
                Cells.pValues(samples),
                published(row.kind().nats()),
                published(row.kind().frechet()));
    }

    private static String published(String number) {
        return number.isEmpty() ? Cells.EMPTY : number;
    }

    /** Bits per dimension; for densities by {@link Evaluation#discreteBound}. */
    private static String bits(List<Evaluation> evaluations) {
        return Spread.of(evaluations.stream()
                        .map(DecoderTable::bits)
                        .flatMap(Optional::stream)
                        .toList())
                .text(3);
    }

    private static Optional<Double> bits(Evaluation evaluation) {
        return evaluation.density()
                ? Optional.ofNullable(evaluation.discreteBound()).map(bound -> bound.bitsPerDim())
                : Optional.ofNullable(evaluation.bitsPerDim());
    }
}
