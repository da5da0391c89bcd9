package dev.elbo.runs.sweep;

import dev.elbo.config.RunConfig;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.runs.Run;
import dev.elbo.runs.report.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Completes runs of a sweep, each from wherever it is: not started, interrupted, or not evaluated. */
@FunctionalInterface
public interface RunWorker {

    /**
     * How a run failed.
     *
     * @param reason one sentence
     * @param users whether the settings or data are at fault, not the program
     */
    record Failure(String reason, boolean users) {}

    /**
     * Trains, evaluates and reports a run; called by several threads at once, for different runs.
     *
     * @return how it failed; empty if it is complete
     * @throws RuntimeException if the whole sweep is to end
     */
    Optional<Failure> complete(String name, Path directory, RunConfig config);

    /** Does the work in the calling thread, and throws what goes wrong. */
    static Run completeHere(Path directory, RunConfig config, DataAccess access, RunListener listener) {
        Run run = Files.exists(directory.resolve("config.yaml"))
                ? Run.open(directory, access, listener)
                : Run.create(directory, config, access, listener);
        run.train();
        if (!SweepResults.evaluated(run)) {
            run.evaluate("test", run.evaluationSamples());
        }
        RunReport.write(run);
        return run;
    }
}
