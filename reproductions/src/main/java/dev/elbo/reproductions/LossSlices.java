package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.data.builtin.Arcs;
import dev.elbo.report.Block;
import dev.elbo.report.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Slices through the loss of a VAE for several variances γ of its decoder (Dai, Wenliang and Wipf 2021, Figure 3):
 * smooth with one minimum if γ is large, with several minima if it is small.
 *
 * <p>Zero is a model of {@code arcs1} that uses one latent, trained with γ learned. One line has a random direction,
 * scaled to the norm of each tensor; the other leads to a model trained with γ = 0.0001 from the start, which uses many
 * latents.
 */
final class LossSlices implements Reproduction {
    private static final double[] VARIANCES = {1, 1e-1, 1e-2, 1e-3, 1e-4};
    private static final int POINTS = 81;

    /** The slice on which a second model lies, at 1. */
    static final String TOWARDS_MANY = "towards a model with many latents, at 1";

    @Override
    public String name() {
        return "loss-slices";
    }

    @Override
    public String source() {
        return "Slices through the loss as the decoder's variance shrinks (Dai, Wenliang and Wipf 2021, Figure 3)";
    }

    @Override
    public String question() {
        return "How does the loss of a VAE look along straight lines as the variance of the decoder shrinks?";
    }

    @Override
    public int seeds() {
        return 1;
    }

    @Override
    public List<Experiment> experiments() {
        return List.of(experiment("sparse", "gaussian:shared:1"), experiment("crowded", "gaussian:0.01"));
    }

    private static Experiment experiment(String name, String likelihood) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "arcs1");
        settings.put(Setting.SCALE, "none");
        settings.put(Setting.POSTERIOR, "normal:16");
        settings.put(Setting.LIKELIHOOD, likelihood);
        settings.put(Setting.DECODER_START, "random");
        settings.put(Setting.NETWORK, "mlp:100,100");
        settings.put(Setting.LEARNING_RATE, "1e-3");
        settings.put(Setting.EPOCHS, "400");
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "10");
        return new Experiment(name, "3", settings, Double.NaN);
    }

    private List<LossSlice> slices(ExperimentRuns runs) {
        Optional<Map<String, float[]>> crowded =
                runs.model(experiments().get(1), 0, (model, rows) -> Weights.of(model));
        if (crowded.isEmpty()) {
            return List.of();
        }
        return runs.model(experiments().get(0), 0, (model, rows) -> {
                    Weights weights = new Weights(model, Arcs.testRows(1));
                    return List.of(
                            slice("random direction", -0.5, 0.5, weights, weights.randomWay()),
                            slice(TOWARDS_MANY, -0.2, 1.15, weights, weights.wayTo(crowded.get())));
                })
                .orElse(List.of());
    }

    private static LossSlice slice(String name, double from, double to, Weights weights, Map<String, float[]> way) {
        double[] at = new double[POINTS];
        double[][] losses = new double[VARIANCES.length][POINTS];
        for (int i = 0; i < POINTS; i++) {
            at[i] = from + (to - from) * i / (POINTS - 1);
            for (int v = 0; v < VARIANCES.length; v++) {
                losses[v][i] = weights.loss(way, at[i], VARIANCES[v]);
            }
        }
        return new LossSlice(name, at, losses);
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (LossSlice slice : slices(runs)) {
            for (int v = 0; v < VARIANCES.length; v++) {
                rows.add(List.of(
                        slice.name(),
                        String.format(Locale.ROOT, "%.4f", VARIANCES[v]),
                        String.format(Locale.ROOT, "%.3f", slice.lowest(v)),
                        Integer.toString(slice.minima(v))));
            }
        }
        return List.of(new Table(
                "Slices through the loss",
                List.of("slice", "γ", "lowest at", "minima"),
                rows,
                "Zero is a model that uses one latent, as few as the data allow. Minima are counted if they are"
                        + " deeper than a hundredth of the slice's range. The paper publishes only a figure."));
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        return LossSliceFigures.of(slices(runs), VARIANCES);
    }
}
