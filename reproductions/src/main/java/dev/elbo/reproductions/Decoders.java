package dev.elbo.reproductions;

import dev.elbo.assembly.PreparedData;
import dev.elbo.config.SamplerSpec;
import dev.elbo.config.Setting;
import dev.elbo.data.Dataset;
import dev.elbo.report.Block;
import dev.elbo.report.Figure;
import dev.elbo.report.Table;
import dev.elbo.runs.Run;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.ReportFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Decoders with fixed, tuned, learned and fitted scales and decoders over 256 levels, all with the same layers (Rybkin
 * et al. 2021): does a calibrated σ make tuning β unnecessary?
 *
 * <p>Theirs: SVHN and others, Fréchet distances in Inception features. Ours: grey MNIST, a subset of CIFAR-10 and Frey
 * Faces, with the layers and the number of steps of {@link Gamma}. Results for a β are those of the density it implies,
 * see {@link DecoderKind#implied}. A Bernoulli decoder of grey values is a loss but not a distribution over them, so it
 * has no likelihood.
 */
final class Decoders implements Reproduction {
    /** What a σ that encodes more in the latents loses with the prior, a sampler on the latents may give back. */
    static final List<SamplerSpec> SAMPLERS = List.of(
            new SamplerSpec.Prior(),
            new SamplerSpec.Mixture(10, false),
            new SamplerSpec.TwoStage(SamplerSpec.TwoStage.WIDTHS, SamplerSpec.TwoStage.EPOCHS));

    private static final int SHOWN = 10;

    @Override
    public String name() {
        return "decoders";
    }

    @Override
    public String source() {
        return "Calibrated decoders compared with a tuned beta (Rybkin, Daniilidis and Levine 2021)";
    }

    @Override
    public String question() {
        return "Which decoder distribution gives the best likelihood and the best samples?";
    }

    @Override
    public int seeds() {
        return 3;
    }

    /** The decoders of VAEs with one level of latents, then those of VAEs with two. */
    static List<DecoderRow> of(DensityData data) {
        return Stream.concat(of(data, 1).stream(), of(data, 2).stream()).toList();
    }

    static List<DecoderRow> of(DensityData data, int levels) {
        return DecoderKind.all().stream()
                .map(kind -> new DecoderRow(data, kind, levels))
                .toList();
    }

    /** Samples of the prior, and of distributions fitted to the latents where there is one level of them. */
    static KeptSamples samples(DecoderRow row, ExperimentRuns runs) {
        return row.levels() == 1 ? new KeptSamples(runs, SAMPLERS) : KeptSamples.ofPrior(runs);
    }

    private static List<DecoderRow> all() {
        return Arrays.stream(DensityData.values())
                .flatMap(data -> of(data).stream())
                .toList();
    }

    @Override
    public List<Experiment> experiments() {
        return all().stream().map(DecoderRow::experiment).toList();
    }

    @Override
    public void complete(String name, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        DecoderRow row = all().stream()
                .filter(r -> r.experiment().name().equals(name))
                .findFirst()
                .orElseThrow();
        Run run = runs.train(row.experiment(), seed, overrides);
        if (evaluation(row, run).isEmpty()) {
            int samples = run.evaluationSamples();
            row.kind()
                    .implied()
                    .ifPresentOrElse(
                            likelihood -> run.evaluateUnder(likelihood, samples), () -> run.evaluate("test", samples));
        }
        samples(row, runs).complete(row.experiment(), seed);
    }

    /** The evaluation, under the density that β implies if the row has a β. */
    private static Optional<Evaluation> evaluation(DecoderRow row, Run run) {
        return row.kind().implied().map(run::evaluation).orElseGet(run::evaluation);
    }

    static List<Evaluation> evaluations(DecoderRow row, ExperimentRuns runs, int seeds) {
        return LongStream.range(0, seeds)
                .mapToObj(seed -> runs.existing(row.experiment(), seed).flatMap(run -> evaluation(row, run)))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<Table> tables = new ArrayList<>();
        for (DensityData data : begun(runs, seeds)) {
            tables.add(new DecoderTable(data, runs, seeds).table());
            tables.add(DecoderSamplers.table(data, runs, seeds));
        }
        tables.add(DecoderSamplers.pairs(runs, seeds));
        tables.add(DecoderVerdicts.table(runs, seeds));
        return tables;
    }

    /** The data sets with at least one evaluated row; all of them if there are none. */
    static List<DensityData> begun(ExperimentRuns runs, int seeds) {
        List<DensityData> begun = Arrays.stream(DensityData.values())
                .filter(data -> of(data).stream()
                        .anyMatch(row -> !evaluations(row, runs, seeds).isEmpty()))
                .toList();
        return begun.isEmpty() ? List.of(DensityData.values()) : begun;
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        List<Block.FigureBlock> figures = new ArrayList<>();
        for (DensityData data : DensityData.values()) {
            sheet(data, runs).ifPresent(figures::add);
        }
        return figures;
    }

    /** Test images, and below them samples of each decoder whose run with seed 0 has finished. */
    private static Optional<Block.FigureBlock> sheet(DensityData data, ExperimentRuns runs) {
        Map<String, float[]> made = new LinkedHashMap<>();
        Optional<Dataset> shown = Optional.empty();
        for (DecoderRow row : of(data, 1)) {
            if (shown.isEmpty()) {
                shown = runs.onAllRows(row.experiment(), 0, (model, prepared) -> first(prepared));
            }
            runs.onAllRows(row.experiment(), 0, (model, prepared) -> model.generate(SHOWN, 0))
                    .ifPresent(samples -> made.put(row.kind().name(), samples));
        }
        return shown.map(rows -> new Block.FigureBlock(
                figure(data, rows, made),
                "Test images, then means of p(x|z) at samples of the prior, seed 0, the same for every decoder."
                        + " Not cherry-picked."));
    }

    private static Dataset first(PreparedData prepared) {
        Dataset test = prepared.data().select(prepared.split().test());
        return test.select(IntStream.range(0, Math.min(SHOWN, test.rows())).toArray());
    }

    /** States how many decoders are shown if some have not been run. */
    static String title(int shown, int all, String data) {
        String decoders = shown == all ? "all " + all + " decoders" : shown + " of " + all + " decoders";
        return "Samples of " + decoders + ", " + data;
    }

    private static Figure figure(DensityData data, Dataset rows, Map<String, float[]> made) {
        return ReportFigures.sheet(title(made.size(), of(data, 1).size(), data.word()), "test images", rows, made);
    }
}
