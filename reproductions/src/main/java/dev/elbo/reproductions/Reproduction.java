package dev.elbo.reproductions;

import dev.elbo.config.Setting;
import dev.elbo.report.Block;
import dev.elbo.report.Table;
import java.util.List;
import java.util.Map;

/** A published experiment: its rows, and how their runs become tables and figures. */
interface Reproduction {
    String name();

    /** What it is and where it was published, one line. */
    String source();

    /** The runs of a VAE behind it; none where its rows are something else. */
    List<Experiment> experiments();

    /** Names of all rows. */
    default List<String> rows() {
        return experiments().stream().map(Experiment::name).toList();
    }

    /** Works on a row until its result under this seed stands. */
    default void complete(String row, long seed, Map<Setting, String> overrides, ExperimentRuns runs) {
        experiments().stream()
                .filter(experiment -> experiment.name().equals(row))
                .forEach(experiment -> runs.complete(experiment, seed, overrides));
    }

    /** Seeds a full reproduction takes, unless told otherwise. */
    int seeds();

    /** Published beside ours, from the runs that stand. */
    List<Table> tables(ExperimentRuns runs, int seeds);

    /** What stands with other settings than the reproduction's. */
    default List<ExperimentRuns.Deviation> deviations(ExperimentRuns runs, int seeds) {
        return experiments().stream()
                .flatMap(experiment -> runs.deviations(experiment, seeds).stream())
                .toList();
    }

    /** Figures with their captions, beside the tables. */
    default List<Block.FigureBlock> figures(ExperimentRuns runs) {
        return List.of();
    }
}
