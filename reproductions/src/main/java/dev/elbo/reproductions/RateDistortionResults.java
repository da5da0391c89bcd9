package dev.elbo.reproductions;

import dev.elbo.evaluation.RateDistortion;
import dev.elbo.reproductions.RateDistortionSet.Sigma;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The existing results on one data set.
 *
 * @param separate by σ, β and seed
 * @param together by σ, β and seed
 * @param samples by σ and seed
 * @param cpuSeconds of training, by the name of a row, one for each seed
 */
record RateDistortionResults(
        RateDistortionSet set,
        Map<Sigma, Map<String, Map<Long, RateDistortion>>> separate,
        Map<Sigma, Map<String, Map<Long, RateDistortion>>> together,
        Map<Sigma, Map<Long, BetaSamples>> samples,
        Map<String, List<Double>> cpuSeconds,
        boolean preview) {

    static RateDistortionResults of(RateDistortionSet set, ExperimentRuns runs, int seeds) {
        Map<Sigma, Map<String, Map<Long, RateDistortion>>> separate = new LinkedHashMap<>();
        Map<Sigma, Map<String, Map<Long, RateDistortion>>> together = new LinkedHashMap<>();
        Map<Sigma, Map<Long, BetaSamples>> samples = new LinkedHashMap<>();
        Map<String, List<Double>> cpuSeconds = new LinkedHashMap<>();
        for (Sigma sigma : Sigma.values()) {
            Map<String, Map<Long, RateDistortion>> ofOne = new LinkedHashMap<>();
            Map<String, Map<Long, RateDistortion>> ofAll = new LinkedHashMap<>();
            Map<Long, BetaSamples> drawn = new LinkedHashMap<>();
            for (long seed = 0; seed < seeds; seed++) {
                for (String beta : RateDistortionSet.BETAS) {
                    add(set.separate(sigma, beta), seed, List.of(beta), runs, ofOne, cpuSeconds);
                }
                Experiment one = set.together(sigma);
                add(one, seed, RateDistortionSet.BETAS, runs, ofAll, cpuSeconds);
                Optional<BetaSamples> found = BetaSamples.of(runs, one, seed);
                if (found.isPresent()) {
                    drawn.put(seed, found.get());
                }
            }
            separate.put(sigma, ofOne);
            together.put(sigma, ofAll);
            samples.put(sigma, drawn);
        }
        boolean preview = set.experiments().stream()
                .anyMatch(experiment -> !runs.deviations(experiment, seeds).isEmpty());
        return new RateDistortionResults(set, separate, together, samples, cpuSeconds, preview);
    }

    private static void add(
            Experiment experiment,
            long seed,
            List<String> betas,
            ExperimentRuns runs,
            Map<String, Map<Long, RateDistortion>> points,
            Map<String, List<Double>> cpuSeconds) {
        Optional<RateDistortionPlaces> places = RateDistortionPlaces.of(runs, experiment, seed, betas);
        if (places.isPresent()) {
            for (int i = 0; i < betas.size(); i++) {
                points.computeIfAbsent(betas.get(i), beta -> new LinkedHashMap<>())
                        .put(seed, places.get().points().get(i));
            }
            cpuSeconds
                    .computeIfAbsent(experiment.name(), name -> new ArrayList<>())
                    .add(places.get().time().cpuSeconds());
        }
    }

    /** The points of the networks for one β, by β and seed. */
    Map<String, Map<Long, RateDistortion>> separate(Sigma sigma) {
        return separate.getOrDefault(sigma, Map.of());
    }

    /** The points of the network for all β, by β and seed. */
    Map<String, Map<Long, RateDistortion>> together(Sigma sigma) {
        return together.getOrDefault(sigma, Map.of());
    }

    /** Its samples, by seed. */
    Map<Long, BetaSamples> samples(Sigma sigma) {
        return samples.getOrDefault(sigma, Map.of());
    }

    /** Whether nothing has been run. */
    boolean empty() {
        return cpuSeconds.isEmpty();
    }

    /**
     * The squared error at a rate, between the points of a curve of one seed on a straight line; empty outside of its
     * rates.
     */
    static Optional<Double> errorAt(double rate, Map<String, Map<Long, RateDistortion>> curve, long seed) {
        List<RateDistortion> points = curve.values().stream()
                .filter(bySeed -> bySeed.containsKey(seed))
                .map(bySeed -> bySeed.get(seed))
                .sorted(Comparator.comparingDouble(RateDistortion::rate))
                .toList();
        for (int i = 1; i < points.size(); i++) {
            RateDistortion low = points.get(i - 1);
            RateDistortion high = points.get(i);
            if (low.rate() <= rate && rate <= high.rate()) {
                double share = high.rate() == low.rate() ? 0 : (rate - low.rate()) / (high.rate() - low.rate());
                return Optional.of((1 - share) * low.squaredError() + share * high.squaredError());
            }
        }
        return Optional.empty();
    }
}
