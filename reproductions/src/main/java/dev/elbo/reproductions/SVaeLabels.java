package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.report.Table;
import dev.elbo.runs.report.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Few labels on the latents of MNIST (Davidson et al. 2018). Table 2: the class of a test image by the five nearest of
 * 100, 600 or 1000 labelled training images, between the means of Gaussian posteriors or the mean directions of von
 * Mises-Fisher ones. Table 3: M1+M2 of Kingma et al. 2014 with 100 labels, a semi-supervised VAE on latents sampled
 * from the posterior.
 *
 * <p>The models are those of {@link SVaeMnist}, trained without labels, and two more with 50 dimensions. The published
 * results are quoted from memory, not checked.
 */
final class SVaeLabels implements Reproduction {
    private static final List<String> FAMILIES = List.of("n", "s");

    /** (dimension, then N and S for each number of labels), in percent. */
    private static final double[][] NEIGHBOURS = {
        {2, 72.6, 77.9, 80.8, 84.9, 81.7, 85.6},
        {5, 81.8, 87.5, 90.9, 92.8, 92.0, 93.4},
        {10, 75.7, 80.6, 88.4, 91.2, 90.2, 92.8},
        {20, 71.3, 72.8, 88.3, 89.1, 90.1, 91.1},
        {40, 72.3, 67.7, 88.0, 87.4, 90.7, 90.4},
    };

    @Override
    public String name() {
        return "s-vae-labels";
    }

    @Override
    public String source() {
        return "Few labels on the latents of MNIST (Davidson et al. 2018, Tables 2 and 3; Kingma et al. 2014)";
    }

    @Override
    public String question() {
        return "Do the latents of hyperspherical VAEs classify images from few labels better than those of"
                + " Gaussian ones?";
    }

    @Override
    public int seeds() {
        return 3;
    }

    /** The VAEs: those for nearest neighbours, then those that only M2 needs. */
    @Override
    public List<Experiment> experiments() {
        Map<String, Experiment> byName = new LinkedHashMap<>();
        neighbourExperiments().forEach(experiment -> byName.put(experiment.name(), experiment));
        StackedRow.ALL.stream().map(StackedRow::base).forEach(base -> byName.putIfAbsent(base.name(), base));
        return List.copyOf(byName.values());
    }

    private static List<Experiment> neighbourExperiments() {
        return new SVaeMnist().experiments();
    }

    @Override
    public List<String> rows() {
        return Stream.concat(
                        neighbourExperiments().stream().map(Experiment::name),
                        StackedRow.ALL.stream().map(StackedRow::name))
                .toList();
    }

    @Override
    public void complete(String row, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        Optional<StackedRow> stacked =
                StackedRow.ALL.stream().filter(r -> r.name().equals(row)).findFirst();
        if (stacked.isPresent()) {
            new StackedRuns(runs).complete(stacked.get(), seed, overrides);
            return;
        }
        for (Experiment experiment : neighbourExperiments()) {
            if (experiment.name().equals(row)) {
                runs.train(experiment, seed, overrides);
            }
        }
    }

    @Override
    public List<ExperimentRuns.Deviation> deviations(ExperimentRuns runs, int seeds) {
        List<ExperimentRuns.Deviation> found = new ArrayList<>(Reproduction.super.deviations(runs, seeds));
        StackedRow.ALL.forEach(row -> found.addAll(new StackedRuns(runs).deviations(row, seeds)));
        return found;
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        return List.of(neighbours(runs, seeds), new StackedRuns(runs).table(seeds));
    }

    private static Table neighbours(ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (double[] published : NEIGHBOURS) {
            for (String family : FAMILIES) {
                Experiment experiment = SVaeMnist.experiment(family, (int) published[0], Double.NaN);
                List<LatentNeighbours> found = new ArrayList<>();
                for (long seed = 0; seed < seeds; seed++) {
                    LatentNeighbours.of(runs, experiment, seed).ifPresent(found::add);
                }
                List<String> row = new ArrayList<>(List.of(experiment.name()));
                for (int i = 0; i < LatentNeighbours.LABELLED.size(); i++) {
                    int place = i;
                    row.add(String.format(Locale.ROOT, "%.1f", published[1 + 2 * i + FAMILIES.indexOf(family)]));
                    row.add(Spread.of(found.stream()
                                    .map(f -> 100 * f.accuracies().get(place))
                                    .toList())
                            .text(1));
                }
                rows.add(row);
            }
        }
        return new Table(
                "Accuracy of five nearest neighbours, percent",
                List.of(
                        "row",
                        "100 labels, recalled",
                        "ours",
                        "600 labels, recalled",
                        "ours",
                        "1000 labels, recalled",
                        "ours"),
                rows,
                "10,000 test images; mean over " + LatentNeighbours.DRAWS
                        + " random choices of the labelled images, the same number of each class; ± is the"
                        + " standard deviation over runs. The published results are quoted from memory,"
                        + " not checked.");
    }
}
