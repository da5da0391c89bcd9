package dev.elbo.reproductions;

import dev.elbo.evaluation.RateDistortion;
import dev.elbo.report.Table;
import dev.elbo.reproductions.RateDistortionSet.Sigma;
import dev.elbo.runs.report.Difference;
import dev.elbo.samplequality.SampleQuality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/** The tables of {@link RateDistortionCurves} for one data set. */
record RateDistortionTables(RateDistortionResults results) {
    private static final double CLOSE = 0.03;
    private static final List<Double> RATES = List.of(15.0, 25.0, 40.0, 60.0, 80.0);

    List<Table> all() {
        return List.of(fixed(), learned(), equalRates(), samples(), times());
    }

    private String data() {
        return results.set().data();
    }

    private Table fixed() {
        double twice = 2 * RateDistortionSet.SIGMA * RateDistortionSet.SIGMA;
        return comparison(
                Sigma.FIXED,
                "error / 2σ² + beta rate",
                (point, beta) -> point.squaredError() / twice + beta * point.rate(),
                true,
                "σ = " + RateDistortionSet.SIGMA + ", fixed",
                "σ = " + RateDistortionSet.SIGMA + ", so error / 2σ² is the distortion in nats up to a constant; the"
                        + " sum is what training minimises. Close: within 3 %.");
    }

    private Table learned() {
        return comparison(
                Sigma.LEARNED,
                "distortion + beta rate",
                (point, beta) -> point.distortion() + beta * point.rate(),
                false,
                "σ learned",
                "The networks for one beta learn one σ, the single network a σ for each beta. The distortion is −E log"
                        + " p(x|z), the negative logarithm of a density, so the sum, which training minimises, has no"
                        + " natural zero; better, worse: by more than two standard errors over paired seeds.");
    }

    private Table comparison(
            Sigma sigma,
            String what,
            BiFunction<RateDistortion, Double, Double> cost,
            boolean relative,
            String title,
            String note) {
        List<List<String>> rows = new ArrayList<>();
        for (String beta : RateDistortionSet.BETAS) {
            Map<Long, RateDistortion> alone = results.separate(sigma).getOrDefault(beta, Map.of());
            Map<Long, RateDistortion> one = results.together(sigma).getOrDefault(beta, Map.of());
            double weight = Double.parseDouble(beta);
            ToDoubleFunction<RateDistortion> ofPoint = point -> cost.apply(point, weight);
            rows.add(List.of(
                    beta,
                    Cells.spread(alone.values(), RateDistortion::rate, 2),
                    Cells.spread(one.values(), RateDistortion::rate, 2),
                    Cells.spread(alone.values(), RateDistortion::squaredError, 2),
                    Cells.spread(one.values(), RateDistortion::squaredError, 2),
                    Cells.spread(alone.values(), ofPoint, 2),
                    Cells.spread(one.values(), ofPoint, 2),
                    results.preview() ? "preview" : verdict(alone, one, ofPoint, relative)));
        }
        return new Table(
                data() + ", " + title + ": a single network for all beta compared with one per beta",
                List.of("beta", "rate", "single", "error", "single", what, "single", ""),
                rows,
                "Test images. Rate: KL, nats. Error: squared error summed over pixels, mean over posterior samples. Mean"
                        + " ± standard deviation over seeds (runs). " + note);
    }

    private static String verdict(
            Map<Long, RateDistortion> alone,
            Map<Long, RateDistortion> one,
            ToDoubleFunction<RateDistortion> cost,
            boolean relative) {
        Difference difference = Difference.between(one, alone, cost);
        if (difference.pairs() == 0) {
            return Cells.EMPTY;
        }
        if (relative) {
            double base = alone.values().stream().mapToDouble(cost).average().orElseThrow();
            double excess = difference.mean() / base;
            return String.format(Locale.ROOT, "%s (%+.1f %%)", excess <= CLOSE ? "close" : "not close", 100 * excess);
        }
        String word = difference.clearlyAbove() ? "worse" : difference.clearlyBelow() ? "better" : "equal";
        return word + " (" + difference.text(1) + ")";
    }

    /** Which curve has the smaller error where all have the same rate. */
    private Table equalRates() {
        List<List<String>> rows = new ArrayList<>();
        for (double rate : RATES) {
            Map<Long, Double> base = errors(rate, results.separate(Sigma.FIXED));
            List<String> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%.0f", rate)));
            row.add(Cells.spread(base.values(), v -> v, 2));
            for (Map<Long, Double> other : List.of(
                    errors(rate, results.together(Sigma.FIXED)),
                    errors(rate, results.separate(Sigma.LEARNED)),
                    errors(rate, results.together(Sigma.LEARNED)))) {
                row.add(Cells.spread(other.values(), v -> v, 2));
                row.add(Difference.between(other, base, v -> v).text(2));
            }
            rows.add(List.copyOf(row));
        }
        return new Table(
                data() + ": squared error at equal rates",
                List.of("rate, nats", "σ fixed", "single", "−", "σ learned", "−", "single, σ learned", "−"),
                rows,
                "Between the measured points on straight lines; a dash where a curve has no such rate. −: difference from"
                        + " the first column, mean ± standard error over paired seeds; negative is better.");
    }

    private static Map<Long, Double> errors(double rate, Map<String, Map<Long, RateDistortion>> curve) {
        Map<Long, Double> found = new LinkedHashMap<>();
        curve.values().stream()
                .flatMap(bySeed -> bySeed.keySet().stream())
                .distinct()
                .sorted()
                .forEach(seed -> {
                    Optional<Double> error = RateDistortionResults.errorAt(rate, curve, seed);
                    error.ifPresent(value -> found.put(seed, value));
                });
        return found;
    }

    private Table samples() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < BetaSamples.BETAS.size(); i++) {
            List<String> row = new ArrayList<>(List.of(BetaSamples.BETAS.get(i)));
            for (Sigma sigma : Sigma.values()) {
                int at = i;
                List<SampleQuality> prior = results.samples(sigma).values().stream()
                        .map(found -> found.prior().get(at))
                        .toList();
                List<SampleQuality> second = results.samples(sigma).values().stream()
                        .map(found -> found.second().get(at))
                        .toList();
                row.add(Cells.spread(prior, SampleQuality::frechet, 2));
                row.add(Cells.spread(second, SampleQuality::frechet, 2));
            }
            rows.add(List.copyOf(row));
        }
        return new Table(
                data() + ": Fréchet distance of samples of the single networks",
                List.of("beta", "σ fixed, prior", "second VAE", "σ learned, prior", "second VAE"),
                rows,
                "Means of p(x|z) at latents from the prior, and from a second VAE that is conditioned on beta too,"
                        + " compared with every second test image. Mean ± standard deviation over seeds (runs). "
                        + results.samples().values().stream()
                                .flatMap(bySeed -> bySeed.values().stream())
                                .findFirst()
                                .map(found -> Cells.space(found.prior().get(0)) + ".")
                                .orElse(""));
    }

    private Table times() {
        List<List<String>> rows = new ArrayList<>();
        for (Sigma sigma : Sigma.values()) {
            List<Double> alone = RateDistortionSet.BETAS.stream()
                    .map(beta -> results.set().separate(sigma, beta).name())
                    .flatMap(name -> results.cpuSeconds().getOrDefault(name, List.of()).stream())
                    .toList();
            List<Double> one = results.cpuSeconds()
                    .getOrDefault(results.set().together(sigma).name(), List.of());
            rows.add(List.of(
                    sigma == Sigma.FIXED ? "fixed" : "learned",
                    seconds(alone),
                    seconds(one),
                    alone.isEmpty() || one.isEmpty()
                            ? Cells.EMPTY
                            : String.format(
                                    Locale.ROOT, "%.2f", mean(one) / (mean(alone) * RateDistortionSet.BETAS.size()))));
        }
        return new Table(
                data() + ": CPU time of training",
                List.of("σ", "one network per beta, mean", "single network", "single / all of them"),
                rows,
                "Seconds of CPU time, mean over seeds.");
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    private static String seconds(List<Double> seconds) {
        return seconds.isEmpty() ? Cells.EMPTY : String.format(Locale.ROOT, "%.0f s", mean(seconds));
    }
}
