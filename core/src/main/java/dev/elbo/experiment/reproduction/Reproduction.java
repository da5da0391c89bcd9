package dev.elbo.experiment.reproduction;

import dev.elbo.report.Block;
import dev.elbo.report.Table;
import java.util.List;

/** A published experiment: its rows, and how their runs become tables and figures. */
interface Reproduction {
    String name();

    /** What it is and where it was published, one line. */
    String source();

    List<Experiment> experiments();

    /** Seeds a full reproduction takes, unless told otherwise. */
    int seeds();

    /** Published beside ours, from the runs that stand. */
    List<Table> tables(ExperimentRuns runs, int seeds);

    /** Figures with their captions, beside the tables. */
    default List<Block.FigureBlock> figures(ExperimentRuns runs) {
        return List.of();
    }
}
