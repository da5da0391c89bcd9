package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.report.Block;
import dev.elbo.report.Table;
import java.util.List;
import java.util.Map;

/** A published experiment: its rows, and how their runs become tables and figures. */
interface Reproduction {
    String name();

    /** Title and source, in one line. */
    String source();

    /** What its results answer, in one sentence. */
    String question();

    /** The VAE runs behind it; empty if its rows are of another kind. */
    List<Experiment> experiments();

    /** Names of all rows. */
    default List<String> rows() {
        return experiments().stream().map(Experiment::name).toList();
    }

    /** Runs what is missing until the result of a row for this seed exists. */
    default void complete(String row, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        experiments().stream()
                .filter(experiment -> experiment.name().equals(row))
                .forEach(experiment -> runs.complete(experiment, seed, overrides));
    }

    /** Default number of seeds. */
    int seeds();

    /** Published results next to ours, from the existing runs. */
    List<Table> tables(ExperimentRuns runs, int seeds);

    /** The existing runs with other settings than those of the reproduction. */
    default List<ExperimentRuns.Deviation> deviations(ExperimentRuns runs, int seeds) {
        return experiments().stream()
                .flatMap(experiment -> runs.deviations(experiment, seeds).stream())
                .toList();
    }

    /** Figures with captions, shown after the tables. */
    default List<Block.FigureBlock> figures(ExperimentRuns runs) {
        return List.of();
    }
}
