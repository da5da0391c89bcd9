package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.report.Block;
import dev.elbo.report.Table;
import dev.elbo.runs.Evaluation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Mapping a 2-D uniform distribution to a Gaussian latent and back (C. Idler, AIML 425, assignment 2, problem 2): the
 * effect of the weight of the KL and of the L2 penalty, with two latents and with one.
 *
 * <p>Two hidden layers of 30 ReLU units, a Gaussian likelihood of variance 1, no annealing. The report gives only
 * figures. It does not state how the penalty is reduced; our λ is the weight of Σw² relative to nats per row.
 */
final class Square implements Reproduction {
    static final List<String> BETAS = List.of("0.005", "0.05");
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
    public int seeds() {
        return 1;
    }

    @Override
    public List<Experiment> experiments() {
        List<Experiment> all = new ArrayList<>();
        for (int latent : new int[] {2, 1}) {
            for (String lambda : LAMBDAS) {
                for (String beta : BETAS) {
                    all.add(new Experiment(
                            name(latent, lambda, beta),
                            latent == 2 ? "2" : "3",
                            settings(latent, lambda, beta),
                            Double.NaN));
                }
            }
        }
        return all;
    }

    static String name(int latent, String lambda, String beta) {
        return "z" + latent + "-lambda" + lambda + "-beta" + beta;
    }

    private static Map<Setting, String> settings(int latent, String lambda, String beta) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "square");
        settings.put(Setting.SCALE, "none");
        settings.put(Setting.LIKELIHOOD, "gaussian:1");
        settings.put(Setting.DECODER_START, "random");
        settings.put(Setting.POSTERIOR, "normal:" + latent);
        settings.put(Setting.NETWORK, "mlp:30,30");
        settings.put(Setting.OBJECTIVE, "beta:" + beta + ",l2:" + lambda);
        settings.put(Setting.LEARNING_RATE, "1e-3");
        settings.put(Setting.EPOCHS, "100");
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "500");
        return settings;
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (Experiment experiment : experiments()) {
            Optional<Evaluation> evaluation =
                    runs.evaluations(experiment, seeds).stream().findFirst();
            Optional<CloudMeasures> clouds = runs.model(experiment, 0, CloudMeasures::of);
            rows.add(List.of(
                    experiment.name(),
                    evaluation
                            .map(e -> format("%.4f", Math.sqrt(2 * e.meanSquaredError())))
                            .orElse("–"),
                    evaluation.map(e -> format("%.2f", e.klNats())).orElse("–"),
                    clouds.map(CloudMeasures::rangeText).orElse("–"),
                    clouds.map(c -> format("%.2f", c.quadrantAccuracy())).orElse("–"),
                    clouds.map(c -> format("%.2f", c.latentStdDev())).orElse("–")));
        }
        return List.of(new Table(
                "Uniform square, test rows",
                List.of(
                        "row",
                        "RMS distance",
                        "KL, nats",
                        "range of reconstructions",
                        "quadrant, 5-NN on z",
                        "sd of z"),
                rows,
                "RMS distance between a point and its mean reconstruction (0.41 if it is always the centre of the"
                        + " square). Range: 2nd to 98th percentile of both coordinates, 0.02 to 0.98 for the data."
                        + " Quadrant: accuracy of five-nearest-neighbour classification on the latents, 0.25 by"
                        + " chance. sd of z: over samples of the aggregate posterior, 1 for a standard Gaussian."
                        + " The report publishes only figures."));
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        return SquareFigures.of(runs);
    }
}
