package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.data.Dataset;
import dev.elbo.data.builtin.Circle;
import dev.elbo.evaluation.CircularCorrelation;
import dev.elbo.inference.TrainedModel;
import dev.elbo.report.Block;
import dev.elbo.report.Panels;
import dev.elbo.report.Scatter;
import dev.elbo.report.Table;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.LatentFigures;
import dev.elbo.runs.report.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Recovering a circle (Davidson et al. 2018, section 5.1 and Figure 2): three von Mises distributions on the circle,
 * mapped to 100 dimensions with noise; an autoencoder, a Gaussian VAE, one with beta = 0.1 and a hyperspherical VAE,
 * with latents in the plane or on the circle.
 *
 * <p>The autoencoder is the Gaussian VAE without the KL term, with its standard deviation fixed at 3e-7. The paper
 * shows only figures; the circular correlation between the true angle and that of the latent is ours.
 */
final class CircleRecovery implements Reproduction {
    private static final double ENOUGH = 0.98;
    private static final String NOISE = "gaussian:" + Circle.NOISE;

    /** Wrong noise, with which a row says less and less about its angle: the pull of the prior. */
    private static final List<String> SIGMAS = List.of("1", "2", "3", "4");

    /** Panels beside each other that have a legend. */
    private static final int NAMED = 2;

    /** The models of the paper's figure. */
    private static final int DRAWN = 4;

    @Override
    public String name() {
        return "circle";
    }

    @Override
    public String source() {
        return "Recovering the angle behind 100 noisy columns (Davidson et al. 2018, Figure 2)";
    }

    @Override
    public String question() {
        return "Which latent space recovers the angle behind 100 noisy columns, and when does a Gaussian"
                + " prior pull the codes into the origin?";
    }

    @Override
    public int seeds() {
        return 10;
    }

    @Override
    public List<Experiment> experiments() {
        List<Experiment> all = new ArrayList<>(List.of(
                experiment("autoencoder", "normal:2:-30..-29", "beta:0", NOISE),
                experiment("n-vae", "normal:2", "elbo", NOISE),
                experiment("n-vae-beta0.1", "normal:2", "beta:0.1", NOISE),
                experiment("s-vae", "vmf:1", "elbo", NOISE)));
        for (String sigma : SIGMAS) {
            all.add(experiment("n-vae-sigma" + sigma, "normal:2", "elbo", "gaussian:" + sigma));
            all.add(experiment("s-vae-sigma" + sigma, "vmf:1", "elbo", "gaussian:" + sigma));
        }
        return all;
    }

    private static Experiment experiment(String name, String posterior, String objective, String likelihood) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "circle");
        settings.put(Setting.SCALE, "none");
        settings.put(Setting.LIKELIHOOD, likelihood);
        settings.put(Setting.DECODER_START, "random");
        settings.put(Setting.POSTERIOR, posterior);
        settings.put(Setting.OBJECTIVE, objective);
        settings.put(Setting.NETWORK, "mlp:100,100");
        settings.put(Setting.LEARNING_RATE, "1e-3");
        settings.put(Setting.EPOCHS, "200");
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "500");
        return new Experiment(name, "2", settings, Double.NaN);
    }

    /**
     * |circular correlation| between the true angles of the test rows and those of their latents about the centre of
     * the latents.
     */
    private static double recovery(TrainedModel model, Dataset rows) {
        double[] all = Circle.angles();
        double[] angles =
                Arrays.copyOfRange(all, all.length - rows.rows(), all.length); // the official test rows come last
        float[] codes = model.encode(rows);
        boolean centred = model.spec().prior().toString().equals("uniform");
        double[] centre = new double[2];
        for (int i = 0; i < codes.length && !centred; i++) {
            centre[i % 2] += codes[i] / (double) rows.rows();
        }
        double[] recovered = new double[rows.rows()];
        for (int row = 0; row < recovered.length; row++) {
            recovered[row] = Math.atan2(codes[2 * row + 1] - centre[1], codes[2 * row] - centre[0]);
        }
        return Math.abs(CircularCorrelation.of(angles, recovered));
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (Experiment experiment : experiments()) {
            List<Double> recoveries = new ArrayList<>();
            for (long seed = 0; seed < seeds; seed++) {
                runs.model(experiment, seed, CircleRecovery::recovery).ifPresent(recoveries::add);
            }
            List<Double> radii = new ArrayList<>();
            for (long seed = 0; seed < seeds; seed++) {
                runs.model(experiment, seed, (model, test) -> radius(model.encode(test)))
                        .ifPresent(radii::add);
            }
            Spread nll = Spread.of(runs.evaluations(experiment, seeds).stream()
                    .map(Evaluation::nllNats)
                    .toList());
            rows.add(List.of(
                    experiment.name(),
                    Spread.of(recoveries).text(3),
                    recoveries.stream()
                            .min(Double::compare)
                            .map(least -> String.format(Locale.ROOT, "%.3f", least))
                            .orElse("–"),
                    recoveries.stream().filter(r -> r >= ENOUGH).count() + " of " + recoveries.size(),
                    Spread.of(radii).text(3),
                    experiment.name().equals("autoencoder")
                            ? "undefined"
                            : Cells.spread(runs.evaluations(experiment, seeds), Evaluation::klNats, 2),
                    experiment.name().equals("autoencoder") ? "undefined" : nll.text(2)));
        }
        return List.of(new Table(
                "Angle recovered on test rows",
                List.of(
                        "row",
                        "circular correlation",
                        "lowest",
                        "runs at 0.98 or more",
                        "radius",
                        "KL, nats",
                        "-log p(x), nats"),
                rows,
                "Fisher and Lee's circular correlation between the true angles and those of the latents, up to"
                        + " rotation and reflection; angles of latents in the plane are measured about their mean."
                        + " Radius: mean distance of the latents from the origin, 1 on the circle. Rows named sigma have a"
                        + " decoder with that standard deviation instead of the data's, " + Circle.NOISE + "; theirs is"
                        + " another likelihood, so their −log p(x) is not comparable with that of the others."
                        + " Mean ± standard deviation over seeds (runs). The paper publishes only a figure."));
    }

    /** Mean distance from the origin. */
    private static double radius(float[] codes) {
        double sum = 0;
        for (int i = 0; i < codes.length; i += 2) {
            sum += Math.hypot(codes[i], codes[i + 1]);
        }
        return 2 * sum / codes.length;
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        List<Experiment> all = experiments();
        List<Block.FigureBlock> blocks = new ArrayList<>();
        codes("Latents of test rows", all.subList(0, DRAWN), 2, runs).ifPresent(blocks::add);
        List<Experiment> pulled = new ArrayList<>();
        for (String family : List.of("n-vae-sigma", "s-vae-sigma")) {
            all.stream().filter(each -> each.name().startsWith(family)).forEach(pulled::add);
        }
        codes("Latents as the noise of the decoder grows", pulled, SIGMAS.size(), runs)
                .ifPresent(blocks::add);
        return blocks;
    }

    private static Optional<Block.FigureBlock> codes(
            String title, List<Experiment> experiments, int columns, ExperimentRuns runs) {
        List<Scatter> panels = new ArrayList<>();
        for (Experiment experiment : experiments) {
            runs.model(experiment, 0, (model, rows) -> LatentFigures.codes(title(experiment.name()), model, rows))
                    .map(codes -> columns <= NAMED ? named(codes) : codes)
                    .ifPresent(panels::add);
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.FigureBlock(
                        new Panels(title, List.copyOf(Scatter.withCommonLimits(panels)), columns),
                        "Posterior modes of test rows, coloured by the von Mises distribution from which their angle"
                                + " was drawn, about 0° (blue), 120° (yellow) or 240° (red); seed 0."));
    }

    /** The same codes with a legend: the centres of the three distributions on the circle. */
    private static Scatter named(Scatter codes) {
        List<String> names = List.of("about 0°", "about 120°", "about 240°");
        return new Scatter(
                codes.title(), codes.xLabel(), codes.yLabel(), codes.x(), codes.y(), codes.groups(), names, true);
    }

    private static String title(String row) {
        return switch (row) {
            case "autoencoder" -> "Autoencoder";
            case "n-vae" -> "Gaussian VAE";
            case "n-vae-beta0.1" -> "Gaussian VAE, β = 0.1";
            case "s-vae" -> "Hyperspherical VAE";
            default -> row.replaceAll(".*sigma", row.startsWith("n") ? "Gaussian, σ = " : "Circle, σ = ");
        };
    }
}
