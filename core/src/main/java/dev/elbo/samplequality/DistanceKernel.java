package dev.elbo.samplequality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A positive definite, characteristic kernel that depends only on the distance between two points. */
public sealed interface DistanceKernel {

    /** Value at a squared distance. */
    double at(double squaredDistance);

    /** Family and scale, as a column heading. */
    String name();

    /**
     * Σ over scales s of sC / (sC + |x − y|²). Tolstikhin et al. 2018, section 4, use C = 2dσ², the expected squared
     * distance between two samples from N(0, σ² I) in d dimensions, and sum over seven scales around it in their code.
     */
    record InverseMultiquadric(double constant, List<Double> scales) implements DistanceKernel {
        public InverseMultiquadric {
            scales = List.copyOf(scales);
            if (!(constant > 0) || scales.isEmpty()) {
                throw new IllegalArgumentException(
                        "an inverse multiquadric kernel requires C > 0 and at least one positive scale, got C = "
                                + constant + " and " + scales);
            }
        }

        /** @param variance σ², the same in all {@code width} coordinates */
        public static InverseMultiquadric of(int width, double variance) {
            return new InverseMultiquadric(2 * width * variance, List.of(1.0));
        }

        /** As {@link #of}, summed over 0.1, 0.2, 0.5, 1, 2, 5 and 10 times C. */
        public static InverseMultiquadric ofManyScales(int width, double variance) {
            return new InverseMultiquadric(2 * width * variance, List.of(0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0));
        }

        @Override
        public double at(double squaredDistance) {
            double sum = 0;
            for (double scale : scales) {
                sum += scale * constant / (scale * constant + squaredDistance);
            }
            return sum;
        }

        @Override
        public String name() {
            return String.format(Locale.ROOT, "IMQ C=%.3g", constant) + (scales.size() == 1 ? "" : " x" + scales);
        }
    }

    /** exp(−|x − y|² / 2h²). */
    record Rbf(double bandwidth) implements DistanceKernel {
        private static final int MOST = 1000;

        public Rbf {
            if (!(bandwidth > 0)) {
                throw new IllegalArgumentException("an RBF kernel requires a bandwidth > 0, got " + bandwidth);
            }
        }

        /**
         * h is the median distance between all points of both samples (Gretton et al. 2012, section 8), or between
         * evenly spaced ones if a sample has more than a thousand.
         */
        public static Rbf medianHeuristic(Points a, Points b) {
            Points all = thinned(a).and(thinned(b));
            SquaredDistances distances = new SquaredDistances(all);
            double[] pairs = new double[all.count() * (all.count() - 1) / 2];
            double[] row = new double[all.count()];
            for (int i = 1, from = 0; i < all.count(); from += i, i++) {
                distances.from(all, i, i, row);
                System.arraycopy(row, 0, pairs, from, i);
            }
            Arrays.sort(pairs);
            return new Rbf(Math.sqrt(pairs[pairs.length / 2]));
        }

        private static Points thinned(Points points) {
            int count = Math.min(MOST, points.count());
            float[] chosen = new float[count * points.width()];
            for (int i = 0; i < count; i++) {
                int row = (int) ((long) i * points.count() / count);
                System.arraycopy(points.values(), row * points.width(), chosen, i * points.width(), points.width());
            }
            return new Points(chosen, points.width());
        }

        @Override
        public double at(double squaredDistance) {
            return Math.exp(-squaredDistance / (2 * bandwidth * bandwidth));
        }

        @Override
        public String name() {
            return String.format(Locale.ROOT, "RBF h=%.3g", bandwidth);
        }
    }
}
