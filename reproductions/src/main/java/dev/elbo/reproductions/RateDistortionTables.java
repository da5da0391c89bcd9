package dev.elbo.reproductions;

import dev.elbo.evaluation.RateDistortion;
import dev.elbo.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What stands of {@link RateDistortionCurves}. */
record RateDistortionTables(ExperimentRuns runs) {
    private static final double CLOSE = 0.03;

    List<Table> all() {
        return List.of(comparison(), decoupledTable(), times(), BetaSamples.table(runs));
    }

    private Table comparison() {
        List<RateDistortion> together = RateDistortionPlaces.together(runs);
        boolean quickLook = new RateDistortionCurves()
                .experiments().stream()
                        .anyMatch(experiment -> !runs.deviations(experiment, 1).isEmpty());
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < RateDistortionCurves.BETAS.size(); i++) {
            Optional<RateDistortion> alone = RateDistortionPlaces.alone(
                    runs,
                    RateDistortionCurves.separate(RateDistortionCurves.BETAS.get(i)),
                    RateDistortionCurves.BETAS.get(i));
            Optional<RateDistortion> one = together.isEmpty() ? Optional.empty() : Optional.of(together.get(i));
            double beta = Double.parseDouble(RateDistortionCurves.BETAS.get(i));
            rows.add(List.of(
                    RateDistortionCurves.BETAS.get(i),
                    number(alone, RateDistortion::rate),
                    number(one, RateDistortion::rate),
                    number(alone, RateDistortion::squaredError),
                    number(one, RateDistortion::squaredError),
                    number(alone, p -> cost(p, beta)),
                    number(one, p -> cost(p, beta)),
                    alone.flatMap(a ->
                                    one.map(o -> quickLook ? "quick look" : verdict(cost(o, beta) / cost(a, beta) - 1)))
                            .orElse("–")));
        }
        return new Table(
                "One network for all beta beside one for each",
                List.of(
                        "beta",
                        "rate",
                        "one network",
                        "error",
                        "one network",
                        "error / 2σ² + beta rate",
                        "one network",
                        ""),
                rows,
                "Test images of grey MNIST. Rate: KL, nats. Error: squared, summed over pixels, mean over draws of the posterior."
                        + " σ = 0.2, so that error / 2σ² is the distortion in nats but for a constant; the sum is what training"
                        + " minimises. Close: within 3 %.");
    }

    /** Nats, but for the constant of the likelihood. */
    private static double cost(RateDistortion point, double beta) {
        return point.squaredError() / (2 * RateDistortionCurves.SIGMA * RateDistortionCurves.SIGMA)
                + beta * point.rate();
    }

    private static String verdict(double excess) {
        return String.format(Locale.ROOT, "%s (%+.1f %%)", excess <= CLOSE ? "close" : "not close", 100 * excess);
    }

    private Table decoupledTable() {
        List<List<String>> rows = new ArrayList<>();
        for (String beta : RateDistortionCurves.DECOUPLED) {
            Optional<RateDistortion> point =
                    RateDistortionPlaces.alone(runs, RateDistortionCurves.decoupled(beta), beta);
            rows.add(List.of(
                    beta,
                    number(point, RateDistortion::rate),
                    number(point, RateDistortion::squaredError),
                    number(point, p -> -p.distortion() - p.rate())));
        }
        return new Table(
                "Beta with a learned sigma",
                List.of("beta", "rate", "error", "ELBO, nats (density)"),
                rows,
                "As above; the likelihood learns one σ for all pixels, so beta weighs the rate alone.");
    }

    private Table times() {
        List<List<String>> rows = new ArrayList<>();
        double all = 0;
        int made = 0;
        for (String beta : RateDistortionCurves.BETAS) {
            Optional<RateDistortionPlaces> places =
                    RateDistortionPlaces.of(runs, RateDistortionCurves.separate(beta), List.of(beta));
            all += places.map(p -> p.time().cpuSeconds()).orElse(0.0);
            made += places.isPresent() ? 1 : 0;
        }
        Optional<RateDistortionPlaces> together =
                RateDistortionPlaces.of(runs, RateDistortionCurves.together(), RateDistortionCurves.BETAS);
        double one = together.map(p -> p.time().cpuSeconds()).orElse(Double.NaN);
        rows.add(List.of(made + " networks, one for each beta", made == 0 ? "–" : seconds(all), ""));
        rows.add(List.of(
                "one network",
                together.isEmpty() ? "–" : seconds(one),
                together.isEmpty() || made < RateDistortionCurves.BETAS.size()
                        ? ""
                        : String.format(Locale.ROOT, "%.2f of the above", one / all)));
        return new Table(
                "Time to train", List.of("", "CPU", ""), rows, "Of the thread that trains, by the processor's clock.");
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.0f s", seconds);
    }

    private static String number(Optional<RateDistortion> point, ToDoubleFunction<RateDistortion> of) {
        return point.map(p -> String.format(Locale.ROOT, "%.2f", of.applyAsDouble(p)))
                .orElse("–");
    }
}
