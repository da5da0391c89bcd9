package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.data.builtin.Arcs;
import dev.elbo.report.Block;
import dev.elbo.report.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Sparse representations of manifolds of known dimension (Dai, Wenliang and Wipf 2021, sections 3 and 4, and Figure 1):
 * r half circles in 20 columns, 16 latents, and how many of them a model uses. A learned decoder variance is compared
 * with fixed ones, with autoencoders whose losses have bounded gradients (Theorem 4), and with no penalty at all.
 *
 * <p>Outliers lie in the subspace of the inliers, off the manifold; they are detected by their reconstruction error.
 */
final class Sparse implements Reproduction {
    private static final int LATENTS = 16;
    private static final String POINT = "normal:" + LATENTS + ":-30..-29"; // an autoencoder: standard deviation 3e-7

    /** One way to train. */
    record Way(String name, String what, String posterior, String likelihood, String objective) {}

    static final List<Way> WAYS = List.of(
            new Way("learned", "VAE, γ learned", "normal:" + LATENTS, "gaussian:shared:1", "elbo"),
            new Way("fixed", "VAE, γ = 0.1", "normal:" + LATENTS, "gaussian:0.31622776", "elbo"),
            new Way("small", "VAE, γ = 0.0001", "normal:" + LATENTS, "gaussian:0.01", "elbo"),
            new Way("linear", "autoencoder, h(t) = t", POINT, "gaussian:0.31622776", "latent-energy:linear"),
            new Way(
                    "saturating",
                    "autoencoder, h(t) = t/(1+t)",
                    POINT,
                    "gaussian:0.31622776",
                    "latent-energy:saturating"),
            new Way("autoencoder", "autoencoder, no penalty", POINT, "gaussian:0.31622776", "beta:0"));

    @Override
    public String name() {
        return "sparse";
    }

    @Override
    public String source() {
        return "Number of latents used for manifolds of known dimension (Dai, Wenliang and Wipf 2021, Theorem 4,"
                + " Figure 1)";
    }

    @Override
    public String question() {
        return "How many latents does an autoencoder use for data on a manifold of known dimension, and"
                + " which losses find the fewest?";
    }

    @Override
    public int seeds() {
        return 10;
    }

    @Override
    public List<Experiment> experiments() {
        List<Experiment> all = new ArrayList<>();
        for (Way way : WAYS) {
            for (int r = 1; r <= Arcs.MOST; r++) {
                all.add(experiment(way, r));
            }
        }
        all.addAll(SparseLosses.experiments());
        return all;
    }

    static Experiment experiment(Way way, int r) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "arcs" + r);
        settings.put(Setting.SCALE, "none");
        settings.put(Setting.POSTERIOR, way.posterior());
        settings.put(Setting.LIKELIHOOD, way.likelihood());
        settings.put(Setting.DECODER_START, "random");
        settings.put(Setting.OBJECTIVE, way.objective());
        settings.put(Setting.NETWORK, "mlp:100,100");
        settings.put(Setting.LEARNING_RATE, "1e-3");
        settings.put(Setting.EPOCHS, "400");
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "10");
        return new Experiment(way.name() + "-r" + r, "1", settings, r);
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<Table> all = new ArrayList<>(new SparseTables(runs, seeds).all());
        all.addAll(SparseLosses.tables(runs, seeds));
        return all;
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        return SparseFigures.of(runs, seeds());
    }
}
