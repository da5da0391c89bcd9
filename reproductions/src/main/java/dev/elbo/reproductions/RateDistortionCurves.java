package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.report.Block;
import dev.elbo.report.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Rate and distortion on grey MNIST (Alemi et al. 2018; "Decoupling σ and β" of the infinite-gradient notes): VAEs with
 * a fixed σ at nine β, VAEs with a learned σ at five β, and a single network trained for a range of β that covers them.
 */
final class RateDistortionCurves implements Reproduction {
    static final List<String> BETAS = List.of("0.1", "0.18", "0.32", "0.56", "1", "1.8", "3.2", "5.6", "10");
    static final List<String> DECOUPLED = List.of("0.3", "0.6", "1", "3", "10");
    static final double SIGMA = 0.2;
    private static final int EPOCHS = 20;
    private static final String RATE = "1e-3:0.5/5";
    private static final int EPOCHS_OF_ALL = 31;
    private static final String RATE_OF_ALL = "2e-3:0.5/6";

    /**
     * Upper end of the range of the single network, beyond the largest β, since rates at the upper end converge last.
     */
    private static final String BEYOND = "14";

    @Override
    public String name() {
        return "rate-distortion";
    }

    @Override
    public String source() {
        return "Rate and distortion: fixed sigma, learned sigma, and a single network for all beta (Alemi et al. 2018)";
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
        return experiment("beta" + beta, "gaussian:" + SIGMA, "beta:" + beta + ",warm-up:" + EPOCHS / 2, EPOCHS, RATE);
    }

    static Experiment decoupled(String beta) {
        return experiment("decoupled" + beta, "gaussian:shared", "beta:" + beta + ",warm-up:5", EPOCHS, RATE);
    }

    static Experiment together() {
        return experiment(
                "beta-input",
                "gaussian:" + SIGMA,
                "beta-input:" + BETAS.get(0) + ".." + BEYOND + ",warm-up:" + EPOCHS_OF_ALL / 5,
                EPOCHS_OF_ALL,
                RATE_OF_ALL);
    }

    private static Experiment experiment(
            String name, String likelihood, String objective, int epochs, String learningRate) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "mnist");
        settings.put(Setting.BINARISE, "none");
        settings.put(Setting.POSTERIOR, "normal:32");
        settings.put(Setting.LIKELIHOOD, likelihood);
        settings.put(Setting.OBJECTIVE, objective);
        settings.put(Setting.NETWORK, "mlp:256,256");
        settings.put(Setting.LEARNING_RATE, learningRate);
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
        if (row.equals(together().name())) {
            BetaSamples.of(runs);
        }
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        return new RateDistortionTables(runs).all();
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        return RateDistortionFigure.of(runs);
    }
}
