package dev.elbo.runs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The mean difference between the results of two rows over pairs of runs with the same seed, which share split and
 * reference.
 *
 * @param standardError standard error of the mean over seeds; NaN for fewer than two pairs
 */
public record Difference(int pairs, double mean, double standardError) {
    private static final double CLEAR = 2;

    public static Difference of(List<Double> differences) {
        Spread spread = Spread.of(differences);
        return new Difference(spread.runs(), spread.mean(), spread.standardDeviation() / Math.sqrt(spread.runs()));
    }

    /** {@code first} minus {@code second}, over the seeds for which both have a run. */
    public static <T> Difference between(Map<Long, T> first, Map<Long, T> second, ToDoubleFunction<T> number) {
        List<Double> differences = new ArrayList<>();
        first.forEach((seed, value) -> {
            if (second.containsKey(seed)) {
                differences.add(number.applyAsDouble(value) - number.applyAsDouble(second.get(seed)));
            }
        });
        return of(differences);
    }

    /** Above zero by more than two standard errors. */
    public boolean clearlyAbove() {
        return mean > CLEAR * standardError;
    }

    /** Below zero by more than two standard errors. */
    public boolean clearlyBelow() {
        return mean < -CLEAR * standardError;
    }

    /** Mean ± standard error (pairs), such as "+12.3 ± 1.4 (3)". */
    public String text(int decimals) {
        if (pairs == 0) {
            return "–";
        }
        String number = "%+." + decimals + "f";
        return pairs < 2
                ? String.format(Locale.ROOT, number + " (1 pair)", mean)
                : String.format(Locale.ROOT, number + " ± %." + decimals + "f (%d)", mean, standardError, pairs);
    }
}
