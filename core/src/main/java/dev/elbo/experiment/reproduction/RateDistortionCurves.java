package dev.elbo.experiment.reproduction;

import dev.elbo.data.Dataset;
import dev.elbo.evaluation.RateDistortion;
import dev.elbo.experiment.Setting;
import dev.elbo.experiment.TrainedModel;
import dev.elbo.experiment.TrainingTime;
import dev.elbo.report.Block;
import dev.elbo.report.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Rate and distortion on grey MNIST (Alemi et al. 2018; "Decoupling σ and β" of the infinite-gradient notes): VAEs of one
 * fixed σ at nine β, VAEs of a learned σ at five β, and one network that was trained for all β between 0.1 and 10.
 */
final class RateDistortionCurves implements Reproduction {
    static final List<String> BETAS = List.of("0.1", "0.18", "0.32", "0.56", "1", "1.8", "3.2", "5.6", "10");
    static final List<String> DECOUPLED = List.of("0.3", "0.6", "1", "3", "10");
    static final double SIGMA = 0.2;
    private static final int EPOCHS = 20;
    private static final int EPOCHS_OF_ALL = 30;
    private static final double CLOSE = 0.03;

    @Override
    public String name() {
        return "rate-distortion";
    }

    @Override
    public String source() {
        return "Rate and distortion: beta, beta with a learned sigma, and one network for all beta (Alemi et al. 2018)";
    }

    @Override
    public int seeds() {
        return 1;
    }

    @Override
    public List<Experiment> experiments() {
        List<Experiment> all = new ArrayList<>();
        BETAS.forEach(beta -> all.add(separate(beta)));
        all.add(together());
        DECOUPLED.forEach(beta -> all.add(decoupled(beta)));
        return all;
    }

    static Experiment separate(String beta) {
        return experiment("beta" + beta, "gaussian:" + SIGMA, "beta:" + beta, EPOCHS);
    }

    static Experiment decoupled(String beta) {
        return experiment("decoupled" + beta, "gaussian:shared", "beta:" + beta + ",warm-up:5", EPOCHS);
    }

    static Experiment together() {
        return experiment(
                "beta-input",
                "gaussian:" + SIGMA,
                "beta-input:" + BETAS.get(0) + ".." + BETAS.get(BETAS.size() - 1),
                EPOCHS_OF_ALL);
    }

    private static Experiment experiment(String name, String likelihood, String objective, int epochs) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "mnist");
        settings.put(Setting.BINARISE, "none");
        settings.put(Setting.POSTERIOR, "normal:32");
        settings.put(Setting.LIKELIHOOD, likelihood);
        settings.put(Setting.OBJECTIVE, objective);
        settings.put(Setting.NETWORK, "mlp:256,256");
        settings.put(Setting.LEARNING_RATE, "1e-3:0.5/" + epochs / 4);
        settings.put(Setting.EPOCHS, Integer.toString(epochs));
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "1");
        return new Experiment(name, "1", settings, Double.NaN);
    }

    @Override
    public void complete(String row, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        experiments().stream()
                .filter(experiment -> experiment.name().equals(row))
                .forEach(experiment -> runs.train(experiment, seed, overrides));
    }

    /** Places of one run in the plane, by β, and what they took. */
    record Places(List<Double> betas, List<RateDistortion> points, TrainingTime time) {}

    Optional<Places> places(ExperimentRuns runs, Experiment experiment, List<String> betas, long seed) {
        TrainingTime time =
                runs.existing(experiment, seed).map(run -> run.trainingTime()).orElse(new TrainingTime(0, 0));
        return runs.kept(experiment, seed, "rate-distortion", Places.class, (model, prepared) -> {
            Dataset test = prepared.fixed().select(prepared.split().test());
            List<RateDistortion> points = new ArrayList<>();
            for (String beta : betas) {
                TrainedModel at = betas.size() == 1 ? model : model.at(Double.parseDouble(beta));
                points.add(at.rateDistortion(test, 0));
            }
            return new Places(betas.stream().map(Double::valueOf).toList(), points, time);
        });
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        return List.of(comparison(runs), decoupledTable(runs), times(runs));
    }

    private Table comparison(ExperimentRuns runs) {
        Optional<Places> together = places(runs, together(), BETAS, 0);
        boolean quickLook = experiments().stream()
                .anyMatch(experiment -> !runs.deviations(experiment, 1).isEmpty());
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < BETAS.size(); i++) {
            int at = i;
            Optional<RateDistortion> alone = places(runs, separate(BETAS.get(i)), List.of(BETAS.get(i)), 0)
                    .map(places -> places.points().get(0));
            Optional<RateDistortion> one =
                    together.map(places -> places.points().get(at));
            double beta = Double.parseDouble(BETAS.get(i));
            rows.add(List.of(
                    BETAS.get(i),
                    number(alone, RateDistortion::rate),
                    number(one, RateDistortion::rate),
                    number(alone, RateDistortion::squaredError),
                    number(one, RateDistortion::squaredError),
                    number(alone, p -> cost(p, beta)),
                    number(one, p -> cost(p, beta)),
                    alone.flatMap(a ->
                                    one.map(o -> quickLook ? "quick look" : verdict(cost(o, beta) / cost(a, beta) - 1)))
                            .orElse("–")));
        }
        return new Table(
                "One network for all beta beside one for each",
                List.of(
                        "beta",
                        "rate",
                        "one network",
                        "error",
                        "one network",
                        "error / 2σ² + beta rate",
                        "one network",
                        ""),
                rows,
                "Test images of grey MNIST. Rate: KL, nats. Error: squared, summed over pixels, mean over draws of the posterior."
                        + " σ = 0.2, so that error / 2σ² is the distortion in nats but for a constant; the sum is what training"
                        + " minimises. Close: within 3 %.");
    }

    /** Nats, but for the constant of the likelihood. */
    private static double cost(RateDistortion point, double beta) {
        return point.squaredError() / (2 * SIGMA * SIGMA) + beta * point.rate();
    }

    private static String verdict(double excess) {
        return String.format(Locale.ROOT, "%s (%+.1f %%)", excess <= CLOSE ? "close" : "not close", 100 * excess);
    }

    private Table decoupledTable(ExperimentRuns runs) {
        List<List<String>> rows = new ArrayList<>();
        for (String beta : DECOUPLED) {
            Optional<RateDistortion> point = places(runs, decoupled(beta), List.of(beta), 0)
                    .map(places -> places.points().get(0));
            rows.add(List.of(
                    beta,
                    number(point, RateDistortion::rate),
                    number(point, RateDistortion::squaredError),
                    number(point, p -> -p.distortion() - p.rate())));
        }
        return new Table(
                "Beta with a learned sigma",
                List.of("beta", "rate", "error", "ELBO, nats (density)"),
                rows,
                "As above; the likelihood learns one σ for all pixels, so beta weighs the rate alone.");
    }

    private Table times(ExperimentRuns runs) {
        List<List<String>> rows = new ArrayList<>();
        double all = 0;
        int made = 0;
        for (String beta : BETAS) {
            Optional<Places> places = places(runs, separate(beta), List.of(beta), 0);
            all += places.map(p -> p.time().cpuSeconds()).orElse(0.0);
            made += places.isPresent() ? 1 : 0;
        }
        Optional<Places> together = places(runs, together(), BETAS, 0);
        double one = together.map(p -> p.time().cpuSeconds()).orElse(Double.NaN);
        rows.add(List.of(made + " networks, one for each beta", made == 0 ? "–" : seconds(all), ""));
        rows.add(List.of(
                "one network",
                together.isEmpty() ? "–" : seconds(one),
                together.isEmpty() || made < BETAS.size()
                        ? ""
                        : String.format(Locale.ROOT, "%.2f of the above", one / all)));
        return new Table(
                "Time to train", List.of("", "CPU", ""), rows, "Of the thread that trains, by the processor's clock.");
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.0f s", seconds);
    }

    private static String number(Optional<RateDistortion> point, ToDoubleFunction<RateDistortion> of) {
        return point.map(p -> String.format(Locale.ROOT, "%.2f", of.applyAsDouble(p)))
                .orElse("–");
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        return RateDistortionFigure.of(this, runs);
    }
}
