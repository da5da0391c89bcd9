package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.report.Block;
import dev.elbo.report.Table;
import dev.elbo.runs.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Mapping a 2-D uniform distribution to a Gaussian latent and back (C. Idler, AIML 425, assignment 2, problem 2): the
 * effect of the weight of the KL and of the L2 penalty, with two latents and with one, and of annealing the weight of
 * the KL instead of fixing it.
 *
 * <p>Two hidden layers of 30 ReLU units, a Gaussian likelihood of variance 1. The report gives only figures. It does not state how the penalty is reduced; our λ is the weight of Σw² relative to nats per row.
 */
final class Square implements Reproduction {
    static final List<String> BETAS = List.of("0.005", "0.05");

    /** β at the end of its annealing; 1 is what the report tried. */
    static final List<String> ANNEALED = List.of("1", "0.005");

    private static final int ANNEALING = 50;
    private static final int EPOCHS = 100;
    static final List<String> LAMBDAS = List.of("0", "1e-3", "4e-3", "1.6e-2");

    @Override
    public String name() {
        return "square";
    }

    @Override
    public String source() {
        return "A 2-D uniform to a Gaussian latent and back: lambda x beta, 2 and 1 latents (C. Idler, Figures 2"
                + " and 3)";
    }

    @Override
    public String question() {
        return "Can a VAE map a 2-D uniform distribution to a Gaussian latent and back, and is the latent"
                + " Gaussian then?";
    }

    @Override
    public int seeds() {
        return 3;
    }

    @Override
    public List<Experiment> experiments() {
        List<Experiment> all = new ArrayList<>();
        for (int latent : new int[] {2, 1}) {
            for (String lambda : LAMBDAS) {
                for (String beta : BETAS) {
                    all.add(experiment(name(latent, lambda, beta), latent, "beta:" + beta + ",l2:" + lambda));
                }
            }
            all.add(experiment("z" + latent + "-fixed-beta1", latent, "beta:1"));
            for (String beta : ANNEALED) {
                String objective = "beta:" + beta + ",warm-up:" + ANNEALING;
                all.add(experiment("z" + latent + "-annealed-beta" + beta, latent, objective));
            }
        }
        return all;
    }

    private static Experiment experiment(String name, int latent, String objective) {
        return new Experiment(name, latent == 2 ? "2" : "3", settings(latent, objective), Double.NaN);
    }

    static String name(int latent, String lambda, String beta) {
        return "z" + latent + "-lambda" + lambda + "-beta" + beta;
    }

    private static Map<Setting, String> settings(int latent, String objective) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "square");
        settings.put(Setting.SCALE, "none");
        settings.put(Setting.LIKELIHOOD, "gaussian:1");
        settings.put(Setting.DECODER_START, "random");
        settings.put(Setting.POSTERIOR, "normal:" + latent);
        settings.put(Setting.NETWORK, "mlp:30,30");
        settings.put(Setting.OBJECTIVE, objective);
        settings.put(Setting.LEARNING_RATE, "1e-3");
        settings.put(Setting.EPOCHS, Integer.toString(EPOCHS));
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "500");
        return settings;
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<List<String>> clouds = new ArrayList<>();
        List<List<String>> latents = new ArrayList<>();
        for (Experiment experiment : experiments()) {
            List<Evaluation> evaluations = runs.evaluations(experiment, seeds);
            List<CloudMeasures> measures = LongStream.range(0, seeds)
                    .mapToObj(seed -> measures(runs, experiment, seed))
                    .flatMap(Optional::stream)
                    .toList();
            clouds.add(List.of(
                    experiment.name(),
                    Cells.spread(evaluations, e -> Math.sqrt(2 * e.meanSquaredError()), 4),
                    Cells.spread(evaluations, Evaluation::klNats, 2),
                    Cells.spread(measures, CloudMeasures::low, 2),
                    Cells.spread(measures, CloudMeasures::high, 2),
                    Cells.spread(measures, CloudMeasures::quadrantAccuracy, 2)));
            latents.add(List.of(
                    experiment.name(),
                    Cells.spread(measures, CloudMeasures::latentStdDev, 2),
                    Cells.spread(measures, m -> m.normality().distance(), 3),
                    pValues(measures, Normality::distancePValue),
                    Cells.spread(measures, m -> 1000 * m.normality().mmd(), 2),
                    pValues(measures, Normality::mmdPValue),
                    experiment.table().equals("2")
                            ? Cells.spread(measures, m -> m.normality().corners(), 2)
                            : "–"));
        }
        return List.of(
                new Table(
                        "Uniform square, test rows",
                        List.of("row", "RMS distance", "KL, nats", "lowest", "highest", "quadrant, 5-NN on z"),
                        clouds,
                        "Mean ± standard deviation over seeds (runs). RMS distance between a point and its mean"
                                + " reconstruction (0.41 if it is always the centre of the square). Lowest, highest: 2nd"
                                + " and 98th percentile of both coordinates of the reconstructions, 0.02 and 0.98 for the"
                                + " data. Quadrant: accuracy of five-nearest-neighbour classification on the latents, 0.25"
                                + " by chance. Annealed: beta grows from 0 over the first " + ANNEALING + " of "
                                + EPOCHS + " epochs. The report publishes only figures."),
                new Table(
                        "Is the latent Gaussian? Samples of the posteriors of the test rows",
                        List.of("row", "sd", "KS distance", "p", "MMD², 1e-3", "p", "corners"),
                        latents,
                        "Standard deviation, mean over latents: 1 for N(0, I). KS: the largest Kolmogorov-Smirnov distance"
                                + " of a latent from N(0, 1), with its p-value times the number of latents, for every seed."
                                + " MMD² to as many samples of N(0, I), inverse multiquadric kernel, p-values from 199"
                                + " permutations. Corners: |E exp(4iθ)| of the outermost fifth of the latents, about 0.05"
                                + " for a Gaussian by chance, large for a diamond or a square."));
    }

    private static Optional<CloudMeasures> measures(ExperimentRuns runs, Experiment experiment, long seed) {
        return runs.kept(
                experiment,
                seed,
                "clouds",
                CloudMeasures.class,
                (model, prepared) -> CloudMeasures.of(
                        model, prepared.data().select(prepared.split().test())));
    }

    private static String pValues(List<CloudMeasures> measures, ToDoubleFunction<Normality> pValue) {
        return measures.isEmpty()
                ? "–"
                : measures.stream()
                        .map(m -> String.format(Locale.ROOT, "%.3f", pValue.applyAsDouble(m.normality())))
                        .collect(Collectors.joining(", "));
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        return SquareFigures.of(runs);
    }
}
