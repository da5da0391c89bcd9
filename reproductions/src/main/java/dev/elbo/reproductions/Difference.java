package dev.elbo.reproductions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How far results of one row lie above those of another, pair by pair of runs with the same seed, which share split and
 * reference.
 *
 * @param standardError of the mean over seeds; NaN of fewer than two
 */
record Difference(int pairs, double mean, double standardError) {
    private static final double TOLD_APART = 2;

    static Difference of(List<Double> differences) {
        Spread spread = Spread.of(differences);
        return new Difference(spread.runs(), spread.mean(), spread.standardDeviation() / Math.sqrt(spread.runs()));
    }

    /** Of {@code first} minus {@code second}, where both have a run under a seed. */
    static <T> Difference between(Map<Long, T> first, Map<Long, T> second, ToDoubleFunction<T> number) {
        List<Double> differences = new ArrayList<>();
        first.forEach((seed, value) -> {
            if (second.containsKey(seed)) {
                differences.add(number.applyAsDouble(value) - number.applyAsDouble(second.get(seed)));
            }
        });
        return of(differences);
    }

    /** Above zero by more than two standard errors. */
    boolean clearlyAbove() {
        return mean > TOLD_APART * standardError;
    }

    /** Below zero by more than two standard errors. */
    boolean clearlyBelow() {
        return mean < -TOLD_APART * standardError;
    }

    /** Such as "+12.3 ± 1.4 (3)", the standard error after the sign. */
    String text(int decimals) {
        if (pairs == 0) {
            return Cells.EMPTY;
        }
        String number = "%+." + decimals + "f";
        return pairs < 2
                ? String.format(Locale.ROOT, number + " (1 pair)", mean)
                : String.format(Locale.ROOT, number + " ± %." + decimals + "f (%d)", mean, standardError, pairs);
    }
}
