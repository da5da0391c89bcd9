package dev.elbo.report.axis;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** An interval of values; empty if {@code min > max}. */
public record Range(double min, double max) {
    public static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** A value further than this many interquartile ranges from the quartiles is "far out" (Tukey 1977). */
    private static final double FAR_OUT = 3;

    private static final double FEW = 0.07;
    private static final double SQUASHED = 0.2;

    /** From the smallest to the largest finite value. */
    public static Range of(double... values) {
        Range range = EMPTY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                range = new Range(Math.min(range.min, value), Math.max(range.max, value));
            }
        }
        return range;
    }

    /**
     * The range without far-out values, at most {@value #FEW} of all, if they would compress the rest into less than a
     * fifth of the picture; otherwise the full range. The last value is always inside, because it is what a reader of a
     * learning curve looks for first.
     */
    public static Range robust(double... values) {
        double[] sorted =
                DoubleStream.of(values).filter(Double::isFinite).sorted().toArray();
        Range full = of(sorted);
        if (sorted.length < 8) {
            return full;
        }
        double low = sorted[sorted.length / 4];
        double high = sorted[sorted.length - 1 - sorted.length / 4];
        double fence = FAR_OUT * (high - low);
        int from = 0;
        int to = sorted.length;
        for (int allowed = (int) Math.ceil(FEW * sorted.length); allowed > 0; allowed--) {
            double below = low - fence - sorted[from];
            double above = sorted[to - 1] - high - fence;
            if (above > 0 && above >= below) {
                to--;
            } else if (below > 0) {
                from++;
            }
        }
        Range kept = of(Arrays.copyOfRange(sorted, from, to)).with(lastFinite(values));
        return kept.span() > 0 && kept.span() < SQUASHED * full.span() ? kept : full;
    }

    public boolean isEmpty() {
        return min > max;
    }

    public double span() {
        return max - min;
    }

    public boolean contains(double value) {
        return value >= min && value <= max;
    }

    public Range with(double value) {
        return union(of(value));
    }

    public Range union(Range other) {
        return new Range(Math.min(min, other.min), Math.max(max, other.max));
    }

    /** Extended by a share of the span on both sides; a single value gets room around it. */
    public Range padded(double share) {
        if (isEmpty()) {
            return new Range(0, 1);
        }
        double least = Math.max(Math.abs(min), Math.abs(max)) * 1e-9;
        if (span() <= least) {
            double room = min == 0 ? 1 : Math.abs(min) * 0.1;
            return new Range(min - room, max + room);
        }
        return new Range(min - share * span(), max + share * span());
    }

    /** The same on a logarithmic scale; all values must be positive. */
    public Range paddedInLog(double share) {
        if (isEmpty()) {
            return new Range(1, 10);
        }
        double factor = max / min < 1 + 1e-9 ? 2 : Math.pow(max / min, share);
        return new Range(min / factor, max * factor);
    }

    private static double lastFinite(double... values) {
        for (int i = values.length - 1; i >= 0; i--) {
            if (Double.isFinite(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }
}
