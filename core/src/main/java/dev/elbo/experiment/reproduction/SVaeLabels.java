package dev.elbo.experiment.reproduction;

import dev.elbo.data.Dataset;
import dev.elbo.evaluation.NearestNeighbours;
import dev.elbo.experiment.PreparedData;
import dev.elbo.experiment.TrainedModel;
import dev.elbo.report.Table;
import dev.elbo.tensor.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Few labels on the latents of MNIST (Davidson et al. 2018, Table 2): the class of a test image by the five nearest of
 * 100, 600 or 1000 labelled training images, between the means of Gaussian posteriors or the mean directions of von
 * Mises-Fisher ones.
 *
 * <p>The models are those of {@link SVaeMnist}, trained without labels. The published numbers are as we recall them from
 * the paper, not read anew.
 */
final class SVaeLabels implements Reproduction {
    private static final int NEIGHBOURS = 5;
    private static final int DRAWS = 10;
    private static final int[] LABELS = {100, 600, 1000};

    /** (dimension, then N and S for each number of labels), per cent. */
    private static final double[][] PUBLISHED = {
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
        return "Few labels on the latents of MNIST (Davidson et al. 2018, Table 2)";
    }

    @Override
    public int seeds() {
        return 3;
    }

    @Override
    public List<Experiment> experiments() {
        return new SVaeMnist().experiments();
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<List<String>> rows = new ArrayList<>();
        for (double[] published : PUBLISHED) {
            for (String law : List.of("n", "s")) {
                String name = law + "-vae-d" + (int) published[0];
                Experiment experiment = experiments().stream()
                        .filter(e -> e.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                List<double[]> found = new ArrayList<>();
                for (long seed = 0; seed < seeds; seed++) {
                    runs.onAllRows(experiment, seed, SVaeLabels::accuracies).ifPresent(found::add);
                }
                List<String> row = new ArrayList<>(List.of(name));
                for (int i = 0; i < LABELS.length; i++) {
                    int place = i;
                    row.add(String.format(Locale.ROOT, "%.1f", published[1 + 2 * i + (law.equals("n") ? 0 : 1)]));
                    row.add(Spread.of(found.stream().map(a -> 100 * a[place]).toList())
                            .text(1));
                }
                rows.add(row);
            }
        }
        return List.of(new Table(
                "Accuracy of five nearest neighbours, per cent",
                List.of("row", "100 labels, published", "ours", "600, published", "ours", "1000, published", "ours"),
                rows,
                "10,000 test images; mean over " + DRAWS
                        + " draws of the labelled images, as many of each class; ± is the"
                        + " standard deviation over runs. The published numbers are recalled, not read anew."));
    }

    /** One accuracy for each number of labels. */
    private static double[] accuracies(TrainedModel model, PreparedData prepared) {
        Dataset test = prepared.fixed().select(prepared.split().test());
        Dataset train = prepared.fixed().select(prepared.split().train());
        float[] testCodes = model.encode(test);
        float[] trainCodes = model.encode(train);
        int width = testCodes.length / test.rows();
        RandomGenerator random = Rng.ofSeed(0).child("labelled rows").java();
        double[] accuracies = new double[LABELS.length];
        for (int i = 0; i < LABELS.length; i++) {
            for (int draw = 0; draw < DRAWS; draw++) {
                int[] chosen = balanced(train.labels(), LABELS[i], random);
                float[] points = new float[chosen.length * width];
                int[] labels = new int[chosen.length];
                for (int c = 0; c < chosen.length; c++) {
                    System.arraycopy(trainCodes, chosen[c] * width, points, c * width, width);
                    labels[c] = train.label(chosen[c]);
                }
                accuracies[i] +=
                        new NearestNeighbours(points, labels, width, NEIGHBOURS).accuracy(testCodes, test.labels())
                                / DRAWS;
            }
        }
        return accuracies;
    }

    /** Rows drawn without replacement, a tenth of them of each of the ten classes. */
    private static int[] balanced(int[] labels, int count, RandomGenerator random) {
        int[] order = new int[labels.length];
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        int[] wanted = new int[10];
        java.util.Arrays.fill(wanted, count / 10);
        int[] chosen = new int[count];
        int found = 0;
        for (int row : order) {
            if (found < count && wanted[labels[row]]-- > 0) {
                chosen[found++] = row;
            }
        }
        return chosen;
    }
}
