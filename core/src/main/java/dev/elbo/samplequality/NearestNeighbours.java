package dev.elbo.samplequality;

/**
 * Classification by majority vote of the nearest labelled points in Euclidean distance, which on a sphere gives the
 * same order as the cosine. Ties between classes and between equally distant points go to the first.
 *
 * @param points (count, width), row-major
 * @param labels (count): class index of each point
 */
public record NearestNeighbours(float[] points, int[] labels, int width, int neighbours) {

    public NearestNeighbours {
        if (points.length != labels.length * width || neighbours < 1 || neighbours > labels.length) {
            throw new IllegalArgumentException("expected " + labels.length + " points of width " + width
                    + " and between 1 and that many neighbours, got " + points.length + " numbers and "
                    + neighbours + " neighbours");
        }
    }

    /** Class of the point that starts at {@code from} in {@code queries}. */
    public int classify(float[] queries, int from) {
        return classify(queries, from, -1);
    }

    private int classify(float[] queries, int from, int left) {
        int[] nearest = new int[neighbours];
        double[] distances = new double[neighbours];
        int found = 0;
        for (int i = 0; i < labels.length; i++) {
            double distance = distance(i, queries, from);
            if (i == left || (found == neighbours && distance >= distances[found - 1])) {
                continue;
            }
            int place = found < neighbours ? found++ : found - 1;
            while (place > 0 && distances[place - 1] > distance) {
                distances[place] = distances[place - 1];
                nearest[place] = nearest[place - 1];
                place--;
            }
            distances[place] = distance;
            nearest[place] = labels[i];
        }
        return mostVoted(nearest);
    }

    private double distance(int point, float[] queries, int from) {
        double sum = 0;
        for (int d = 0; d < width; d++) {
            double difference = points[point * width + d] - queries[from + d];
            sum += difference * difference;
        }
        return sum;
    }

    private static int mostVoted(int[] votes) {
        int best = votes[0];
        int most = 0;
        for (int candidate : votes) {
            int count = 0;
            for (int vote : votes) {
                if (vote == candidate) {
                    count++;
                }
            }
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    /** Share of points that are classified correctly by the other points. */
    public double leaveOneOutAccuracy() {
        int correct = 0;
        for (int i = 0; i < labels.length; i++) {
            if (classify(points, i * width, i) == labels[i]) {
                correct++;
            }
        }
        return correct / (double) labels.length;
    }

    /** Share of queries (count, width) that are classified correctly. */
    public double accuracy(float[] queries, int[] truth) {
        int correct = 0;
        for (int i = 0; i < truth.length; i++) {
            if (classify(queries, i * width) == truth[i]) {
                correct++;
            }
        }
        return correct / (double) truth.length;
    }
}
