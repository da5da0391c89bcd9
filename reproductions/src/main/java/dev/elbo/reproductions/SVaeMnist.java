package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.report.Table;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.Spread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Gaussian compared with hyperspherical VAE on MNIST (Davidson et al. 2018, Table 1): equal networks, d dimensions for
 * the Gaussian, a sphere of dimension d (d + 1 coordinates) for von Mises-Fisher.
 *
 * <p>Their settings: MLP of 256 and 128 units, Adam at 1e-3, batches of 64, warm-up of 100 epochs, early stopping after
 * 50 epochs without a better validation loss, log-likelihood from 500 importance samples, 10 runs. Here test images are
 * binarised once.
 */
final class SVaeMnist implements Reproduction {

    /** One line of the published table. */
    private record Published(
            int dimension, String family, double logLikelihood, double deviation, double elbo, double re, double kl) {
        private String name() {
            return family + "-vae-d" + dimension;
        }
    }

    private static final List<Published> TABLE = List.of(
            new Published(2, "n", -135.73, 0.83, -137.08, -129.84, 7.24),
            new Published(2, "s", -132.50, 0.73, -133.72, -126.43, 7.28),
            new Published(5, "n", -110.21, 0.21, -112.98, -100.16, 12.82),
            new Published(5, "s", -108.43, 0.09, -111.19, -97.84, 13.35),
            new Published(10, "n", -93.84, 0.30, -98.36, -78.93, 19.44),
            new Published(10, "s", -93.16, 0.31, -97.70, -77.03, 20.67),
            new Published(20, "n", -88.90, 0.26, -94.79, -71.29, 23.50),
            new Published(20, "s", -89.02, 0.31, -96.15, -67.65, 28.50),
            new Published(40, "n", -88.93, 0.30, -94.91, -71.14, 23.77),
            new Published(40, "s", -90.87, 0.34, -101.26, -67.75, 33.50));

    @Override
    public String name() {
        return "s-vae-mnist";
    }

    @Override
    public String source() {
        return "Gaussian compared with hyperspherical VAE on MNIST (Davidson et al. 2018, Table 1)";
    }

    @Override
    public String question() {
        return "Is a Gaussian or a hyperspherical latent space better on MNIST, by number of latents?";
    }

    @Override
    public int seeds() {
        return 3;
    }

    @Override
    public List<Experiment> experiments() {
        return TABLE.stream().map(SVaeMnist::experiment).toList();
    }

    private static Experiment experiment(Published row) {
        return experiment(row.family(), row.dimension(), row.logLikelihood());
    }

    /**
     * @param family "n" for Gaussian, "s" for von Mises-Fisher
     * @param published log p(x), nats; NaN for a dimension that is not in the table
     */
    static Experiment experiment(String family, int dimension, double published) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "mnist");
        settings.put(Setting.SPLIT, "official");
        settings.put(Setting.BINARISE, "dynamic");
        settings.put(Setting.LIKELIHOOD, "bernoulli");
        settings.put(Setting.DECODER_START, "random");
        settings.put(Setting.POSTERIOR, posterior(family) + dimension);
        settings.put(Setting.NETWORK, "mlp:256,128");
        settings.put(Setting.OBJECTIVE, "warm-up:100");
        settings.put(Setting.BATCH_SIZE, "64");
        settings.put(Setting.LEARNING_RATE, "1e-3");
        settings.put(Setting.EPOCHS, "1000");
        settings.put(Setting.EARLY_STOPPING, "50");
        settings.put(Setting.EVALUATION_SAMPLES, "500");
        return new Experiment(family + "-vae-d" + dimension, "1", settings, published);
    }

    /** The posterior setting of a family, up to the dimension. */
    static String posterior(String family) {
        return family.equals("n") ? "normal:" : "vmf:";
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<List<String>> likelihoods = new ArrayList<>();
        List<List<String>> bounds = new ArrayList<>();
        for (Published row : TABLE) {
            List<Evaluation> found = runs.evaluations(experiment(row), seeds);
            Spread ours = spread(found, e -> -e.nllNats());
            likelihoods.add(List.of(
                    row.name(),
                    String.format(Locale.ROOT, "%.2f ± %.2f", row.logLikelihood(), row.deviation()),
                    ours.text(2),
                    runs.deviations(experiment(row), seeds).isEmpty() ? verdict(ours, row) : "preview",
                    found.isEmpty() ? "–" : epochs(found),
                    found.isEmpty()
                            ? "–"
                            : String.format(
                                    Locale.ROOT,
                                    "%d, ESS %.0f",
                                    found.get(0).samples(),
                                    found.get(0).effectiveSampleSize())));
            bounds.add(List.of(
                    row.name(),
                    pair(row.elbo(), spread(found, Evaluation::elboNats)),
                    pair(row.re(), spread(found, e -> -e.reconstructionNats())),
                    pair(row.kl(), spread(found, Evaluation::klNats))));
        }
        return List.of(
                new Table(
                        "MNIST, log p(x) in nats (higher is better)",
                        List.of("row", "published", "ours", "verdict", "epochs", "S"),
                        likelihoods,
                        "n: Gaussian with d dimensions; s: von Mises-Fisher on the sphere of dimension d, d + 1"
                                + " coordinates."
                                + " Mean ± standard deviation over runs; 10 runs in the paper. Reached: within two"
                                + " published standard deviations, or better."),
                new Table(
                        "The bound and its terms, nats: published / ours",
                        List.of("row", "ELBO", "RE", "KL"),
                        bounds,
                        "RE is E log p(x|z), ELBO = RE − KL."));
    }

    private static Spread spread(List<Evaluation> evaluations, ToDoubleFunction<Evaluation> number) {
        return Spread.of(evaluations.stream().mapToDouble(number).boxed().toList());
    }

    private static String epochs(List<Evaluation> evaluations) {
        return evaluations.stream()
                .map(e -> e.bestEpoch() + " of " + e.epochs())
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .orElse("–");
    }

    private static String pair(double published, Spread ours) {
        return String.format(Locale.ROOT, "%.2f / %s", published, ours.text(2));
    }

    private static String verdict(Spread ours, Published row) {
        if (ours.runs() == 0) {
            return "not run";
        }
        double difference = ours.mean() - row.logLikelihood();
        String word = difference >= 0 ? "better" : difference >= -2 * row.deviation() ? "reached" : "not reached";
        return String.format(Locale.ROOT, "%s (%+.2f)", word, difference);
    }
}
