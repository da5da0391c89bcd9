package dev.elbo.reproductions;

import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import dev.elbo.report.Block;
import dev.elbo.report.Figure;
import dev.elbo.report.HistogramPair;
import dev.elbo.report.Panels;
import dev.elbo.report.Table;
import dev.elbo.runs.Run;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.ReportFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

/** Figures and the table of tails of {@link LargeVae}: the pictures of the report, for 40 latents and seed 0. */
record LargeVaeFigures(LargeVae reproduction, ExperimentRuns runs) {
    private static final Map<String, String> NAMES = Map.of("frey", "Frey Faces", "mnist", "MNIST");
    private static final int BINS = 40;

    List<Block.FigureBlock> all() {
        List<Block.FigureBlock> blocks = new ArrayList<>();
        for (String data : List.of("frey", "mnist")) {
            Experiment standard = named(data + "-standard-z40-h300");
            Experiment vamp = named(data + "-vamp-z40-h300-k500");
            histograms(data, standard, vamp).ifPresent(blocks::add);
            beside(NAMES.get(data) + ": samples", standard, vamp, (model, rows) -> ReportFigures.samples(model, 0))
                    .ifPresent(figure -> blocks.add(block(figure, "Means of p(x|z) at samples of the prior")));
            beside(NAMES.get(data) + ": reconstructions", standard, vamp, ReportFigures::reconstructions)
                    .ifPresent(figure -> blocks.add(
                            block(figure, "Test rows, and below each the mean of p(x|z) at its posterior mode")));
            runs.model(vamp, 0, (model, rows) -> (Figure) new Panels(
                            NAMES.get(data) + ": pseudo-inputs",
                            List.of(ReportFigures.pseudoInputs(
                                    model.model().prior().vamp().orElseThrow(),
                                    model.spec().shape())),
                            1))
                    .ifPresent(figure -> blocks.add(new Block.FigureBlock(
                            figure, "Learned pseudo-inputs with the most contrast; VampPrior, 40 latents, seed 0.")));
        }
        return blocks;
    }

    private Experiment named(String name) {
        return reproduction.experiments().stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Block.FigureBlock block(Figure figure, String caption) {
        return new Block.FigureBlock(figure, caption + ". Left: standard prior; right: VampPrior; 40 latents, seed 0.");
    }

    /** The figures of both models; empty unless both have been run. */
    private Optional<Figure> beside(
            String title, Experiment standard, Experiment vamp, BiFunction<TrainedModel, Dataset, Figure> make) {
        return runs.model(standard, 0, make)
                .flatMap(left -> runs.model(vamp, 0, make).map(right -> new Panels(title, List.of(left, right), 2)));
    }

    private Optional<Block.FigureBlock> histograms(String data, Experiment standard, Experiment vamp) {
        Optional<double[]> first = scores(standard, 0);
        Optional<double[]> second = scores(vamp, 0);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Block.FigureBlock(
                new HistogramPair(
                        "−log p(x) of test rows, " + NAMES.get(data),
                        "−log p(x), nats",
                        "standard prior",
                        negative(first.get()),
                        "VampPrior",
                        negative(second.get()),
                        BINS),
                "Both priors on one axis; 40 latents, seed 0."));
    }

    private static double[] negative(double[] nats) {
        return Arrays.stream(nats).map(value -> -value).toArray();
    }

    private Optional<double[]> scores(Experiment experiment, long seed) {
        return runs.existing(experiment, seed)
                .filter(run -> run.evaluation().isPresent())
                .map(Run::readScores);
    }

    /** Tails of the likelihood and active units of every row. */
    Table tails(int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (Experiment experiment : reproduction.experiments()) {
            List<LikelihoodTail> tails = LongStream.range(0, seeds)
                    .mapToObj(seed -> scores(experiment, seed))
                    .flatMap(Optional::stream)
                    .map(LikelihoodTail::of)
                    .toList();
            List<Evaluation> evaluations = runs.evaluations(experiment, seeds);
            rows.add(List.of(
                    experiment.name(),
                    Cells.spread(tails, LikelihoodTail::median, 1),
                    Cells.spread(tails, LikelihoodTail::percentile99, 1),
                    Cells.spread(tails, LikelihoodTail::skewness, 2),
                    Cells.spread(tails, LikelihoodTail::excess, 2),
                    Cells.spread(evaluations, Evaluation::activeUnits, 0)
                            + (evaluations.isEmpty()
                                    ? ""
                                    : " of " + evaluations.get(0).latentSize()),
                    Cells.spread(
                            evaluations.stream()
                                    .filter(e -> e.klSplit() != null)
                                    .map(Evaluation::klSplit)
                                    .toList(),
                            split -> split.marginalKlNats(),
                            2),
                    Cells.spread(evaluations, Evaluation::klNats, 2),
                    Cells.spread(aggregates(experiment, seeds), AggregatePrior::klOfTest, 2),
                    Cells.spread(aggregates(experiment, seeds), AggregatePrior::klOfTraining, 2)));
        }
        return new Table(
                "Tails of −log p(x) over test rows, and use of the latents",
                List.of(
                        "row",
                        "median",
                        "99 %",
                        "skewness",
                        "tail",
                        "active units",
                        "marginal KL",
                        "KL",
                        "to aggregate",
                        "… of training rows"),
                rows,
                "Nats. Tail: (99th percentile − median) / (median − 1st percentile), 1 for a symmetric distribution. Marginal"
                        + " KL: from the aggregate posterior to the prior, what a better prior could save. To aggregate: the KL of the"
                        + " test rows if the aggregate posterior of the training rows were the prior, and that of the"
                        + " training rows themselves: the difference is how much this optimal prior overfits. Mean ± standard"
                        + " deviation over seeds (runs).");
    }

    private List<AggregatePrior> aggregates(Experiment experiment, int seeds) {
        return LongStream.range(0, seeds)
                .mapToObj(seed ->
                        runs.kept(experiment, seed, "aggregate-prior", AggregatePrior.class, AggregatePrior::measure))
                .flatMap(Optional::stream)
                .toList();
    }
}
