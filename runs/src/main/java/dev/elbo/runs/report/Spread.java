package dev.elbo.runs.report;

import java.util.List;
import java.util.Locale;

/** Mean and standard deviation over runs that differ in their seed. */
public record Spread(int runs, double mean, double standardDeviation) {

    public static Spread of(List<Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        double deviation = values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1));
        return new Spread(values.size(), mean, deviation);
    }

    public String text(int decimals) {
        if (runs == 0) {
            return "–";
        }
        String number = "%." + decimals + "f";
        return runs < 2
                ? String.format(Locale.ROOT, number + " (1 run)", mean)
                : String.format(Locale.ROOT, number + " ± " + number + " (%d)", mean, standardDeviation, runs);
    }
}
