package dev.elbo.report;

import java.util.ArrayList;
import java.util.List;

/** Chooses round places on an axis and what is written there. */
final class Ticks {
    /** A place on an axis and its label. */
    record Tick(double value, String label) {}

    private Ticks() {}

    /** Multiples of 1, 2 or 5 times a power of ten inside [min, max], at most {@code most} of them. */
    static List<Tick> linear(double min, double max, int most, boolean wholeNumbers) {
        double step = step((max - min) / Math.max(1, most));
        if (wholeNumbers) {
            step = Math.max(1, step);
        }
        while (count(min, max, step) > most && most > 1) {
            step = step(step * 1.5);
        }
        double slack = step * 1e-9;
        long first = (long) Math.ceil((min - slack) / step);
        long last = (long) Math.floor((max + slack) / step);
        List<Double> values = new ArrayList<>();
        for (long i = first; i <= last && values.size() <= most; i++) {
            values.add(rounded(i, step));
        }
        return labelled(values, step);
    }

    /** Powers of ten; with few decades their multiples by 2 and 5 too; within one decade as on a linear axis. */
    static List<Tick> log(double min, double max, int most) {
        double decades = Math.log10(max / min);
        int low = (int) Math.ceil(Math.log10(min) - 1e-9);
        int high = (int) Math.floor(Math.log10(max) + 1e-9);
        if (high - low < 1 && decades < 1) {
            return linear(min, max, most, false);
        }
        double[] multiples = decades <= 3 && 3 * decades <= most ? new double[] {1, 2, 5} : new double[] {1};
        int stride = Math.max(1, (int) Math.ceil((high - low + 1.0) / Math.max(1, most)));
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = low - 1; exponent <= high; exponent++) {
            for (double multiple : multiples) {
                double value = multiple * Math.pow(10, exponent);
                boolean inside = value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9);
                if (inside && Math.floorMod(exponent, stride) == 0) {
                    ticks.add(new Tick(value, powerLabel(value, exponent)));
                }
            }
        }
        return ticks;
    }

    private static String powerLabel(double value, int exponent) {
        return exponent >= -3 && exponent <= 4
                ? Numbers.plain(value, Math.max(0, -exponent))
                : Numbers.scientific(value, 0, exponent);
    }

    private static List<Tick> labelled(List<Double> values, double step) {
        double largest = values.stream().mapToDouble(Math::abs).max().orElse(0);
        int stepExponent = Numbers.exponent(step);
        int exponent = largest == 0 ? 0 : Numbers.exponent(largest);
        boolean scientific = exponent >= 6 && stepExponent >= 3 || exponent < -3;
        return values.stream()
                .map(value -> new Tick(
                        value,
                        scientific
                                ? Numbers.scientific(value, Math.max(0, exponent - stepExponent), exponent)
                                : Numbers.plain(value, Math.max(0, -stepExponent))))
                .toList();
    }

    /** The smallest of 1, 2, 5 times a power of ten that isn't below. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double multiple : new double[] {1, 2, 5}) {
            if (multiple * power >= least * (1 - 1e-9)) {
                return multiple * power;
            }
        }
        return 10 * power;
    }

    private static long count(double min, double max, double step) {
        return (long) (Math.floor(max / step + 1e-9) - Math.ceil(min / step - 1e-9)) + 1;
    }

    /** {@code i * step} without the noise of binary fractions: a step below one is divided by its inverse. */
    private static double rounded(long i, double step) {
        return step < 1 ? i / (double) Math.round(1 / step) : i * step;
    }
}
