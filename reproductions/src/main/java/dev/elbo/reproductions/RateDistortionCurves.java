package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.report.Block;
import dev.elbo.report.Table;
import dev.elbo.reproductions.RateDistortionSet.Sigma;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rate and distortion (Alemi et al. 2018; the three experiments planned in "Decoupling σ and β" of the infinite-gradient
 * notes): VAEs with a fixed σ at nine β, VAEs with a learned σ, "decoupled" from β, at the same nine, and for either a
 * single network trained for a range of β that covers them, with its sampler.
 */
final class RateDistortionCurves implements Reproduction {
    @Override
    public String name() {
        return "rate-distortion";
    }

    @Override
    public String source() {
        return "Rate and distortion: fixed sigma, learned sigma, and a single network for all beta (Alemi et al. 2018)";
    }

    @Override
    public String question() {
        return "Which rate and distortion do VAEs reach with a fixed and with a learned sigma, and can one"
                + " network replace one for each beta?";
    }

    @Override
    public int seeds() {
        return 3;
    }

    @Override
    public List<Experiment> experiments() {
        return Stream.of(RateDistortionSet.values())
                .flatMap(set -> set.experiments().stream())
                .toList();
    }

    @Override
    public void complete(String row, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        for (RateDistortionSet set : RateDistortionSet.values()) {
            for (Experiment experiment : set.experiments()) {
                if (experiment.name().equals(row)) {
                    runs.train(experiment, seed, overrides);
                }
            }
            for (Sigma sigma : Sigma.values()) {
                if (set.together(sigma).name().equals(row)) {
                    BetaSamples.of(runs, set.together(sigma), seed);
                }
            }
        }
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        List<Table> tables = new ArrayList<>();
        for (RateDistortionSet set : RateDistortionSet.values()) {
            RateDistortionResults results = RateDistortionResults.of(set, runs, seeds);
            if (set == RateDistortionSet.MNIST || !results.empty()) {
                tables.addAll(new RateDistortionTables(results).all());
            }
        }
        return tables;
    }

    @Override
    public List<Block.FigureBlock> figures(ExperimentRuns runs) {
        return Stream.of(RateDistortionSet.values())
                .map(set -> RateDistortionResults.of(set, runs, seeds()))
                .flatMap(results -> RateDistortionFigure.of(results).stream())
                .toList();
    }
}
