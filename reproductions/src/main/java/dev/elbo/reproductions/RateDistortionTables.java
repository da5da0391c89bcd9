package dev.elbo.reproductions;

import dev.elbo.evaluation.RateDistortion;
import dev.elbo.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The tables of {@link RateDistortionCurves}. */
record RateDistortionTables(ExperimentRuns runs) {
    private static final double CLOSE = 0.03;

    List<Table> all() {
        return List.of(comparison(), decoupledTable(), times(), BetaSamples.table(runs));
    }

    private Table comparison() {
        List<RateDistortion> together = RateDistortionPlaces.together(runs);
        boolean preview = new RateDistortionCurves()
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
                    alone.flatMap(a -> one.map(o -> preview ? "preview" : verdict(cost(o, beta) / cost(a, beta) - 1)))
                            .orElse("–")));
        }
        return new Table(
                "A single network for all beta compared with one per beta",
                List.of(
                        "beta",
                        "rate",
                        "single network",
                        "error",
                        "single network",
                        "error / 2σ² + beta rate",
                        "single network",
                        ""),
                rows,
                "Test images of grey MNIST. Rate: KL, nats. Error: squared error summed over pixels, mean over"
                        + " posterior samples. σ = 0.2, so error / 2σ² is the distortion in nats up to a constant;"
                        + " the sum is what training minimises. Close: within 3 %.");
    }

    /** The training loss in nats, up to the constant of the likelihood. */
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
                "As above, but the likelihood has one learned σ for all pixels, so beta weights only the rate.");
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
        rows.add(List.of(made + " networks, one per beta", made == 0 ? "–" : seconds(all), ""));
        rows.add(List.of(
                "single network",
                together.isEmpty() ? "–" : seconds(one),
                together.isEmpty() || made < RateDistortionCurves.BETAS.size()
                        ? ""
                        : String.format(Locale.ROOT, "%.2f of the above", one / all)));
        return new Table("Training time", List.of("", "CPU", ""), rows, "CPU time of the training thread.");
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.0f s", seconds);
    }

    private static String number(Optional<RateDistortion> point, ToDoubleFunction<RateDistortion> of) {
        return point.map(p -> String.format(Locale.ROOT, "%.2f", of.applyAsDouble(p)))
                .orElse("–");
    }
}
