package dev.elbo.runs;

import dev.elbo.config.RunConfig;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.Cancellation;
import dev.elbo.events.CancelledException;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.runs.evaluation.Evaluation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Trains a run to the end and then evaluates it on its test set, on a thread of its own. A job can be watched,
 * cancelled and later resumed, in this process or another. All methods may be called from any thread.
 */
public final class Job {

    /** The state of a job. */
    public enum State {
        RUNNING,
        FINISHED,
        CANCELLED,
        FAILED
    }

    private final Path directory;
    private final Cancellation cancellation = new Cancellation();
    private final AtomicReference<RunEvent> latest = new AtomicReference<>();
    private final CompletableFuture<Evaluation> result = new CompletableFuture<>();

    private Job(Path directory) {
        this.directory = directory;
    }

    /**
     * Starts a new run. Errors in the settings or the data are thrown here, before anything is written.
     *
     * @param listener called on the job's thread
     * @throws dev.elbo.io.ElboException as {@link Run#create(Path, RunConfig, DataAccess, RunListener)}
     */
    public static Job train(Path directory, RunConfig config, DataAccess access, RunListener listener) {
        Job job = new Job(directory);
        Run run = Run.create(directory, config, access, job.withLatest(listener));
        job.begin(own -> run);
        return job;
    }

    /**
     * Resumes a run from its last checkpoint; a run that has finished training is only evaluated.
     *
     * @param listener called on the job's thread
     * @throws dev.elbo.io.ElboException if there is no run; other errors end the job, see {@link #await}
     */
    public static Job resume(Path directory, DataAccess access, RunListener listener) {
        RunDirectory.open(directory); // fails if there is none
        Job job = new Job(directory);
        job.begin(own -> Run.open(directory, access, own.withLatest(listener)));
        return job;
    }

    private RunListener withLatest(RunListener listener) {
        RunListener remember = latest::set;
        return remember.and(listener).and(cancellation);
    }

    private void begin(Function<Job, Run> open) {
        Thread thread = new Thread(() -> work(open), "elbo job " + directory.getFileName());
        thread.setDaemon(true);
        thread.start();
    }

    private void work(Function<Job, Run> open) {
        try {
            Run run = open.apply(this);
            run.train();
            result.complete(run.evaluate("test", run.evaluationSamples()));
        } catch (Throwable e) { // including errors of the engine, which await() rethrows
            result.completeExceptionally(e);
        }
    }

    /** The run directory. */
    public Path directory() {
        return directory;
    }

    /** The current state. */
    public State state() {
        if (!result.isDone()) {
            return State.RUNNING;
        }
        if (!result.isCompletedExceptionally()) {
            return State.FINISHED;
        }
        return failure().filter(CancelledException.class::isInstance).isPresent() ? State.CANCELLED : State.FAILED;
    }

    /** The most recent event; empty before the first. */
    public Optional<RunEvent> latest() {
        return Optional.ofNullable(latest.get());
    }

    /** Why it ended, if it was cancelled or failed. */
    public Optional<Throwable> failure() {
        if (!result.isCompletedExceptionally()) {
            return Optional.empty();
        }
        return Optional.of(result.handle((evaluation, error) -> error).join());
    }

    /**
     * Requests that it end, which takes at most a gradient step; the last checkpoint is kept. Returns at once; use
     * {@link #await} to wait for the end.
     */
    public void cancel() {
        cancellation.request();
    }

    /**
     * Waits for the end and returns the evaluation on the test set.
     *
     * @throws CancelledException if it was cancelled
     * @throws RuntimeException the error, if it failed; an {@link dev.elbo.io.ElboException} if the user can fix it
     */
    public Evaluation await() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
