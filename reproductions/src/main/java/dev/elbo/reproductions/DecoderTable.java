package dev.elbo.reproductions;

import dev.elbo.report.Table;
import dev.elbo.runs.Evaluation;
import dev.elbo.samplequality.SampleQuality;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every decoder on one data set. */
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
                        "of a",
                        "bits/dim ≤",
                        "rate",
                        "distortion",
                        "squared error of an image",
                        "Fréchet",
                        "1000 MMD²",
                        "p",
                        "-log p ≤, SVHN (published)",
                        "Fréchet, SVHN (published)"),
                rows,
                note(spaces));
    }

    private static String note(Set<String> spaces) {
        return "-log p is bounded by minus the ELBO, rate plus distortion: of a density, or of a probability of 256 levels, which cannot be"
                + " compared with each other. Bits/dim can: importance-weighted bounds from 5 draws, densities by dequantisation."
                + " Beta rows train half the squared error plus beta KL; their likelihoods are those of the Gaussian"
                + " with σ² = beta that this implies. Squared error of reconstructions from posterior modes on test rows, pixels"
                + " in [0, 1]. Samples are means of p(x|z) at draws of the prior against every second test row. Mean ±"
                + " standard deviation over seeds (runs). Published: other data, other networks, Inception's features; the"
                + " order can be compared, the size cannot; that of the one beta they tuned stands in every beta row. "
                + String.join(". ", spaces);
    }

    /** Real test images against others: what there is to reach. */
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
        List<Evaluation> lawful = row.kind().law() ? ours : List.of();
        return List.of(
                row.kind().name(),
                Cells.spread(lawful, e -> -e.elboNats(), 1),
                lawful.stream().map(Evaluation::measure).findFirst().orElse(Cells.EMPTY),
                bits(lawful),
                Cells.spread(ours, Evaluation::klNats, 1),
                Cells.spread(lawful, Evaluation::reconstructionNats, 1),
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

    /** Of probabilities as they are, of densities by {@link Evaluation#discreteBound}. */
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
