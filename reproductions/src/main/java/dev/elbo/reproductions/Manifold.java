package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.report.Block;
import dev.elbo.report.Table;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.report.Spread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The learned 2-D manifold of MNIST digits (H05R4a, "Variational Auto-Encoder", first figure; Kingma and Welling 2014,
 * figure 4b).
 *
 * <p>No result is published with the figure. For comparison, Davidson et al. 2018, Table 1, give −135.73 ± 0.83 nats
 * for a Gaussian VAE with two latents, a smaller network and 500 importance samples.
 */
final class Manifold implements Reproduction {
    private static final double DAVIDSON_2D = 135.73;

    @Override
    public String name() {
        return "manifold";
    }

    @Override
    public String source() {
        return "The learned 2-D manifold of MNIST digits (H05R4a lecture; Kingma and Welling 2014, figure 4b)";
    }

    @Override
    public String question() {
        return "What does the plane of two latents of a VAE on MNIST look like?";
    }

    @Override
    public int seeds() {
        return 3;
    }

    @Override
    public List<Experiment> experiments() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, "mnist");
        settings.put(Setting.BINARISE, "dynamic");
        settings.put(Setting.LIKELIHOOD, "bernoulli");
        settings.put(Setting.DECODER_START, "random");
        settings.put(Setting.POSTERIOR, "normal:2");
        settings.put(Setting.NETWORK, "gated:300,300");
        settings.put(Setting.LEARNING_RATE, "1e-3:0.5/20");
        settings.put(Setting.EPOCHS, "60");
        settings.put(Setting.EVALUATION_SAMPLES, "5000");
        return List.of(new Experiment("mnist-z2", "1", settings, DAVIDSON_2D));
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (Experiment experiment : experiments()) {
            List<Evaluation> evaluations = runs.evaluations(experiment, seeds);
            Spread ours =
                    Spread.of(evaluations.stream().map(Evaluation::nllNats).toList());
            Optional<Evaluation> first = evaluations.stream().findFirst();
            rows.add(List.of(
                    experiment.name(),
                    String.format(Locale.ROOT, "%.2f", DAVIDSON_2D),
                    ours.text(2),
                    Cells.spread(evaluations, e -> -e.elboNats(), 2),
                    Cells.spread(evaluations, Evaluation::reconstructionNats, 2),
                    Cells.spread(evaluations, Evaluation::klNats, 2),
                    first.map(e -> String.format(Locale.ROOT, "%d, SE %.2f", e.samples(), e.nllStandardError()))
                            .orElse("–")));
        }
        return List.of(new Table(
                "MNIST, two latents, nats",
                List.of("row", "-log p(x), Davidson et al. 2018", "ours", "-ELBO", "RE", "KL", "S"),
                rows,
                "The lecture publishes only the figure; the published result is that of another paper,"
                        + " with a smaller network."));
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        List<Block.FigureBlock> blocks = new ArrayList<>();
        runs.manifold(experiments().get(0), 0)
                .ifPresent(figure -> blocks.add(new Block.FigureBlock(
                        figure, "Means of p(x|z) on a grid of quantiles of the prior in both latents.")));
        return blocks;
    }
}
