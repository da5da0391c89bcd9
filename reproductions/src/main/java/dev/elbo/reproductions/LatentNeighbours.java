package dev.elbo.reproductions;

import dev.elbo.assembly.PreparedData;
import dev.elbo.data.BalancedRows;
import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import dev.elbo.samplequality.NearestNeighbours;
import dev.elbo.tensor.Rng;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Accuracy of nearest-neighbour classification with few labelled latents of a trained run, measured once and stored as
 * {@code nearest-neighbours.json} in the run's directory.
 *
 * @param neighbours number of neighbours that vote
 * @param draws number of random choices of labelled rows over which accuracies are averaged
 * @param labelled the numbers of labelled rows
 * @param accuracies one for each number of labelled rows, in [0, 1]
 */
record LatentNeighbours(int neighbours, int draws, List<Integer> labelled, List<Double> accuracies) {
    static final int NEIGHBOURS = 5;
    static final int DRAWS = 10;
    static final List<Integer> LABELLED = List.of(100, 600, 1000);
    private static final int CLASSES = 10;

    /** The accuracies of the run with this seed, if it has been trained. */
    static Optional<LatentNeighbours> of(ExperimentRuns runs, Experiment experiment, long seed) {
        return runs.kept(experiment, seed, "nearest-neighbours", LatentNeighbours.class, LatentNeighbours::measure);
    }

    private static LatentNeighbours measure(TrainedModel model, PreparedData prepared) {
        Dataset test = prepared.fixed().select(prepared.split().test());
        Dataset train = prepared.fixed().select(prepared.split().train());
        float[] testCodes = model.encode(test);
        float[] trainCodes = model.encode(train);
        RandomGenerator random = Rng.ofSeed(0).child("labelled rows").java();
        List<Double> accuracies = LABELLED.stream()
                .map(count -> meanAccuracy(count, train.labels(), trainCodes, test.labels(), testCodes, random))
                .toList();
        return new LatentNeighbours(NEIGHBOURS, DRAWS, LABELLED, accuracies);
    }

    private static double meanAccuracy(
            int count, int[] labels, float[] codes, int[] truth, float[] queries, RandomGenerator random) {
        int width = codes.length / labels.length;
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] chosen = BalancedRows.draw(labels, CLASSES, count, random);
            float[] points = new float[count * width];
            int[] classes = new int[count];
            for (int i = 0; i < count; i++) {
                System.arraycopy(codes, chosen[i] * width, points, i * width, width);
                classes[i] = labels[chosen[i]];
            }
            sum += new NearestNeighbours(points, classes, width, NEIGHBOURS).accuracy(queries, truth);
        }
        return sum / DRAWS;
    }
}
