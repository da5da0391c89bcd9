package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.report.Table;
import dev.elbo.runs.Run;
import dev.elbo.runs.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A learned decoder variance γ compared with one that is fixed at the final value of the learned one (Dai et al. 2021,
 * on infinite gradients): reconstructions are similar, samples are not.
 *
 * <p>Theirs: CelebA. Ours: Frey Faces, grey MNIST and a subset of CIFAR-10, with small networks and a warm-up of the
 * KL, without which an initial standard deviation of 1 leaves most latents unused. A fixed row depends on the learned
 * row for the same data and seed, which is run first.
 */
final class Gamma implements Reproduction {
    private static final String FIXED = "-fixed";
    private static final double DECIMALS = 1e6;

    @Override
    public String name() {
        return "gamma";
    }

    @Override
    public String source() {
        return "A learned decoder variance compared with one fixed at its final value (Dai, Wenliang and Wipf 2021)";
    }

    @Override
    public String question() {
        return "Is a learned variance of the decoder better than the same value held fixed?";
    }

    @Override
    public int seeds() {
        return 3;
    }

    /** The learned rows; the settings of the fixed rows are known only after these have run. */
    @Override
    public List<Experiment> experiments() {
        return Arrays.stream(DensityData.values()).map(DensityData::learned).toList();
    }

    @Override
    public List<String> rows() {
        return Arrays.stream(DensityData.values())
                .flatMap(data -> Stream.of(data.learned().name(), data.word() + FIXED))
                .toList();
    }

    @Override
    public void complete(String row, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        DensityData data = Arrays.stream(DensityData.values())
                .filter(d -> row.startsWith(d.word() + "-"))
                .findFirst()
                .orElseThrow();
        complete(data.learned(), seed, overrides, runs);
        if (row.endsWith(FIXED)) {
            complete(fixed(data, seed, runs).orElseThrow(), seed, overrides, runs);
        }
    }

    private static void complete(
            Experiment experiment, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        runs.complete(experiment, seed, overrides);
        KeptSamples.ofPrior(runs).complete(experiment, seed);
    }

    /** The fixed row for this seed, if the learned one has finished. */
    static Optional<Experiment> fixed(DensityData data, long seed, ExperimentRuns runs) {
        return runs.existing(data.learned(), seed)
                .flatMap(Run::evaluation)
                .map(Gamma::stdDev)
                .map(data::fixed);
    }

    /** The learned σ, rounded to six decimals. */
    private static double stdDev(Evaluation learned) {
        return Math.round(DECIMALS * learned.densityScale().frozen()) / DECIMALS;
    }

    @Override
    public List<Table> tables(ExperimentRuns runs, int seeds) {
        return new GammaTables(runs, seeds).all();
    }

    @Override
    public List<ExperimentRuns.Deviation> deviations(ExperimentRuns runs, int seeds) {
        List<ExperimentRuns.Deviation> found = new ArrayList<>();
        for (DensityData data : DensityData.values()) {
            found.addAll(deviations(data, runs, seeds));
        }
        return found;
    }

    /** The previews among both rows of these data. */
    static List<ExperimentRuns.Deviation> deviations(DensityData data, ExperimentRuns runs, int seeds) {
        List<ExperimentRuns.Deviation> found = new ArrayList<>(runs.deviations(data.learned(), seeds));
        for (long seed = 0; seed < seeds; seed++) {
            long at = seed;
            fixed(data, seed, runs)
                    .flatMap(experiment -> runs.deviation(experiment, at))
                    .ifPresent(found::add);
        }
        return found;
    }
}
