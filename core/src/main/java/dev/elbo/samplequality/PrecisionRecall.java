package dev.elbo.samplequality;

import java.util.Arrays;

/**
 * How well the supports of generated and reference points overlap. The support of a sample is the union of balls around
 * its points, each reaching to the k-th nearest other point.
 *
 * @param precision share of generated points in the support of the reference. Kynkäänniemi et al. 2019, eq. 2
 * @param recall share of reference points in the support of the generated points. Same source
 * @param density mean number of reference balls that contain a generated point, divided by k: about 1 if the
 *     distributions are equal, possibly above. Naeem et al. 2020, eq. 3
 * @param coverage share of reference balls that contain a generated point. Naeem et al. 2020, eq. 4
 * @param neighbours k
 */
public record PrecisionRecall(double precision, double recall, double density, double coverage, int neighbours) {

    /** All four measures with {@code neighbours} nearest neighbours. */
    public static PrecisionRecall of(Points generated, Points reference, int neighbours) {
        generated.checkWidth(reference);
        if (neighbours < 1 || neighbours >= Math.min(generated.count(), reference.count())) {
            throw new IllegalArgumentException("expected at least one neighbour and more points than neighbours, got "
                    + neighbours + " neighbours, " + generated.count() + " generated and " + reference.count()
                    + " reference points");
        }
        double[] referenceRadii = squaredRadii(reference, neighbours);
        double[] generatedRadii = squaredRadii(generated, neighbours);
        SquaredDistances toReference = new SquaredDistances(reference);
        double[] row = new double[reference.count()];
        boolean[] recalled = new boolean[reference.count()];
        boolean[] covered = new boolean[reference.count()];
        int precise = 0;
        long memberships = 0;
        for (int g = 0; g < generated.count(); g++) {
            toReference.from(generated, g, row.length, row);
            int balls = 0;
            for (int r = 0; r < row.length; r++) {
                if (row[r] <= referenceRadii[r]) {
                    balls++;
                    covered[r] = true;
                }
                recalled[r] |= row[r] <= generatedRadii[g];
            }
            precise += balls > 0 ? 1 : 0;
            memberships += balls;
        }
        return new PrecisionRecall(
                precise / (double) generated.count(),
                share(recalled),
                memberships / ((double) neighbours * generated.count()),
                share(covered),
                neighbours);
    }

    /** Squared distance of each point to its k-th nearest other point. */
    private static double[] squaredRadii(Points points, int neighbours) {
        SquaredDistances distances = new SquaredDistances(points);
        double[] radii = new double[points.count()];
        double[] row = new double[points.count()];
        double[] nearest = new double[neighbours];
        for (int i = 0; i < radii.length; i++) {
            distances.from(points, i, row.length, row);
            row[i] = Double.POSITIVE_INFINITY;
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            for (double distance : row) {
                insert(nearest, distance);
            }
            radii[i] = nearest[neighbours - 1];
        }
        return radii;
    }

    /** Keeps the smallest values in ascending order. */
    private static void insert(double[] smallest, double value) {
        int place = smallest.length;
        while (place > 0 && smallest[place - 1] > value) {
            place--;
        }
        if (place < smallest.length) {
            System.arraycopy(smallest, place, smallest, place + 1, smallest.length - place - 1);
            smallest[place] = value;
        }
    }

    private static double share(boolean[] marks) {
        int count = 0;
        for (boolean mark : marks) {
            count += mark ? 1 : 0;
        }
        return count / (double) marks.length;
    }
}
