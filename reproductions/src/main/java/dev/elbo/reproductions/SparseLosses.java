package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.report.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Autoencoders with the losses of Theorem 4, d/2 g(error) + β Σ h(E z²) for every pair of g and h, and the
 * autoencoders of other papers with and without the two logarithms, all on {@code arcs2} and with the same settings
 * ({@code docs/decisions/0016-settings-of-reproductions.md}).
 */
final class SparseLosses {
    static final int DIMENSION = 2;
    private static final double GOOD = 0.01;
    private static final String POINT = "normal:16:-30..-29"; // an autoencoder: standard deviation 3e-7
    private static final String GAUSSIAN = "normal:16";
    private static final List<String> GROWTHS = List.of("linear", "saturating", "log");

    /**
     * One loss.
     *
     * @param name of its row
     * @param h "none" for a loss without Σ h(E z²)
     */
    record Loss(String name, String g, String h, String what, String posterior, String objective) {}

    static final List<Loss> PAIRS =
            GROWTHS.stream().flatMap(g -> GROWTHS.stream().map(h -> pair(g, h))).toList();

    static final List<Loss> OTHERS = Stream.of(
                    both("wae", "WAE", POINT, "wae:10", "wae:10"),
                    both("wae-gaussian", "WAE, Gaussian encoder", GAUSSIAN, "wae:10", "wae:10"),
                    both("aae", "AAE", POINT, "aae", "aae"),
                    both("aae-gaussian", "AAE, Gaussian encoder", GAUSSIAN, "aae", "aae"),
                    both("dae", "DAE", POINT, "beta:0,denoise:0.3", "denoise:0.3"))
            .flatMap(List::stream)
            .toList();

    private SparseLosses() {}

    private static Loss pair(String g, String h) {
        return new Loss("loss-" + g + "-" + h, g, h, "autoencoder", POINT, energy(g, h));
    }

    private static String energy(String g, String h) {
        return "beta:1.5,latent-energy:" + h + "/" + g;
    }

    /**
     * @param published the objective without logarithms
     * @param term what is added to the one with them
     */
    private static List<Loss> both(String name, String what, String posterior, String published, String term) {
        return List.of(
                new Loss(name, "linear", "none", what, posterior, published),
                new Loss(name + "-log", "log", "log", what, posterior, energy("log", "log") + "," + term));
    }

    static List<Experiment> experiments() {
        return Stream.concat(PAIRS.stream(), OTHERS.stream())
                .map(SparseLosses::experiment)
                .toList();
    }

    static Experiment experiment(Loss loss) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "arcs" + DIMENSION);
        settings.put(Setting.SCALE, "none");
        settings.put(Setting.POSTERIOR, loss.posterior());
        settings.put(Setting.LIKELIHOOD, "gaussian:1");
        settings.put(Setting.DECODER_START, "random");
        settings.put(Setting.OBJECTIVE, loss.objective());
        settings.put(Setting.NETWORK, "mlp:100,100");
        settings.put(Setting.LEARNING_RATE, "1e-3");
        settings.put(Setting.EPOCHS, "500");
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "10");
        return new Experiment(loss.name(), "Theorem 4", settings, DIMENSION);
    }

    static List<Table> tables(ExperimentRuns runs, int seeds) {
        return List.of(
                table(
                        "Theorem 4: d/2 g(error) + β Σ h(E z²), r = " + DIMENSION,
                        PAIRS,
                        "Error: mean squared error over the variance of the data; test rows, as all numbers. In use as"
                                + " above. Sparse: r latents in use and an error below a hundredth. linear: t, gradient"
                                + " 1; saturating: t / (1 + t), gradient at most 1; log: log (t + 1e-8), the control"
                                + " with gradients that are in effect unbounded.",
                        runs,
                        seeds),
                table(
                        "Other autoencoders, with and without the logarithms, r = " + DIMENSION,
                        OTHERS,
                        "Columns as above; h none: the published loss, squared error and one further term.",
                        runs,
                        seeds));
    }

    private static Table table(String title, List<Loss> losses, String note, ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (Loss loss : losses) {
            List<SparseAnswer> answers = SparseAnswer.all(runs, experiment(loss), DIMENSION, seeds);
            long right = answers.stream().filter(SparseLosses::sparse).count();
            rows.add(List.of(
                    loss.name(),
                    loss.what(),
                    loss.g(),
                    loss.h(),
                    each(answers.stream()
                            .map(a -> String.format(Locale.ROOT, "%.1e", a.use().relativeError()))),
                    each(answers.stream().map(a -> Integer.toString(a.use().informative()))),
                    answers.isEmpty() ? Cells.EMPTY : right + " of " + answers.size()));
        }
        return new Table(
                title,
                List.of("row", "trained as", "g", "h", "error / variance, by seed", "in use, by seed", "sparse"),
                rows,
                note);
    }

    /** Whether reconstructions are good and no latent is in use that the data do not need. */
    static boolean sparse(SparseAnswer answer) {
        return answer.use().informative() == DIMENSION && answer.use().relativeError() < GOOD;
    }

    private static String each(Stream<String> values) {
        List<String> all = values.toList();
        return all.isEmpty() ? Cells.EMPTY : String.join(" ", all);
    }
}
