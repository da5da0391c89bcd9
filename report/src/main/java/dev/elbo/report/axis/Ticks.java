package dev.elbo.report.axis;

import dev.elbo.report.canvas.Numbers;
import java.util.ArrayList;
import java.util.List;

/** Chooses round values on an axis and their labels. */
public final class Ticks {
    /** A value on an axis and its label. */
    public record Tick(double value, String label) {}

    private Ticks() {}

    /** Multiples of 1, 2, 2.5 or 5 times a power of ten within [min, max], at most {@code most} of them. */
    public static List<Tick> linear(double min, double max, int most, boolean wholeNumbers) {
        double step = step((max - min) / Math.max(1, most), wholeNumbers);
        while (count(min, max, step) > most && most > 1) {
            step = step(step * 1.2, wholeNumbers);
        }
        return every(step, min, max);
    }

    /** All multiples of the step inside [min, max]. */
    public static List<Tick> every(double step, double min, double max) {
        double slack = step * 1e-9;
        long first = (long) Math.ceil((min - slack) / step);
        long last = (long) Math.floor((max + slack) / step);
        List<Double> values = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            values.add(rounded(i, step));
        }
        return labelled(values, step);
    }

    /** Powers of ten; with few decades also multiples of them; within much less than a decade as on a linear axis. */
    public static List<Tick> log(double min, double max, int most, boolean wholeNumbers) {
        double decades = Math.log10(max / min);
        int low = (int) Math.ceil(Math.log10(min) - 1e-9);
        int high = (int) Math.floor(Math.log10(max) + 1e-9);
        if (decades < 0.5) {
            return linear(min, max, most, wholeNumbers);
        }
        double[] multiples = multiples(decades, most);
        int stride = Math.max(1, (int) Math.ceil((high - low + 1.0) / Math.max(1, most)));
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = low - 1; exponent <= high; exponent++) {
            for (double multiple : multiples) {
                double value = multiple * Math.pow(10, exponent);
                boolean inside = value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9);
                boolean allowed = !wholeNumbers || exponent >= 0;
                if (inside && allowed && Math.floorMod(exponent, stride) == 0) {
                    ticks.add(new Tick(value, powerLabel(value, exponent)));
                }
            }
        }
        return ticks;
    }

    /** The multipliers of a power of ten, as many as there is room for. */
    private static double[] multiples(double decades, int most) {
        if (decades <= 1.2) {
            return new double[] {1, 2, 3, 5, 7};
        }
        if (3 * decades <= most) {
            return new double[] {1, 2, 5};
        }
        return 2 * decades <= most ? new double[] {1, 3} : new double[] {1};
    }

    private static String powerLabel(double value, int exponent) {
        return exponent >= -3 && exponent <= 4
                ? Numbers.plain(value, Math.max(0, -exponent))
                : Numbers.scientific(value, 0, exponent);
    }

    private static List<Tick> labelled(List<Double> values, double step) {
        double largest = values.stream().mapToDouble(Math::abs).max().orElse(0);
        int magnitude = largest == 0 ? 0 : Numbers.exponent(largest);
        boolean scientific = (magnitude >= 6 && step >= 1000) || magnitude < -3;
        boolean fewDigits = largest < 20 * Math.pow(10, Numbers.exponent(step));
        int exponent = fewDigits ? Numbers.exponent(step) : magnitude;
        return values.stream()
                .map(value -> new Tick(
                        value,
                        scientific
                                ? Numbers.scientific(value, decimals(step / Math.pow(10, exponent)), exponent)
                                : Numbers.plain(value, decimals(step))))
                .toList();
    }

    /** The smallest round number that is not below the given one. */
    private static double step(double least, boolean whole) {
        double minimum = whole ? Math.max(1, least) : least;
        double power = Math.pow(10, Math.floor(Math.log10(minimum)));
        for (double multiple : new double[] {1, 2, 2.5, 5}) {
            boolean allowed = !whole || multiple * power == Math.rint(multiple * power);
            if (allowed && multiple * power >= minimum * (1 - 1e-9)) {
                return multiple * power;
            }
        }
        return 10 * power;
    }

    /** Number of decimals needed to write a tick step in full. */
    private static int decimals(double step) {
        int decimals = 0;
        for (double scaled = step;
                decimals < 12 && Math.abs(scaled - Math.rint(scaled)) > 1e-6 * scaled;
                scaled *= 10) {
            decimals++;
        }
        return decimals;
    }

    private static long count(double min, double max, double step) {
        return (long) (Math.floor(max / step + 1e-9) - Math.ceil(min / step - 1e-9)) + 1;
    }

    /** {@code i * step} without binary rounding noise: a step below one is divided by its inverse. */
    private static double rounded(long i, double step) {
        return step < 1 ? i / (double) Math.round(1 / step) : i * step;
    }
}
