package dev.elbo.runs;

import dev.elbo.config.RunConfig;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.Cancellation;
import dev.elbo.events.CancelledException;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A run at work on a thread of its own: trained to the end, then evaluated on its test rows. It can be watched, cancelled
 * and, in this process or another, resumed. All methods may be called from any thread.
 */
public final class Job {

    /** How far a job is. */
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
     * Begins a new run. What is wrong with the settings or the data is thrown from here, before anything is written.
     *
     * @param listener called on the job's thread
     */
    public static Job train(Path directory, RunConfig config, DataAccess access, RunListener listener) {
        Job job = new Job(directory);
        Run run = Run.create(directory, config, access, job.heard(listener));
        job.begin(own -> run);
        return job;
    }

    /**
     * Continues a run from its last checkpoint; one that was trained to its end is only evaluated.
     *
     * @param listener called on the job's thread
     */
    public static Job resume(Path directory, DataAccess access, RunListener listener) {
        RunDirectory.open(directory); // says if there is none
        Job job = new Job(directory);
        job.begin(own -> Run.open(directory, access, own.heard(listener)));
        return job;
    }

    private RunListener heard(RunListener listener) {
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
            result.complete(run.evaluate("test", run.config().evaluationSamples()));
        } catch (Throwable e) { // also errors of the engine: whoever waits has to hear of them
            result.completeExceptionally(e);
        }
    }

    /** The run directory. */
    public Path directory() {
        return directory;
    }

    /** How far it is. */
    public State state() {
        if (!result.isDone()) {
            return State.RUNNING;
        }
        if (!result.isCompletedExceptionally()) {
            return State.FINISHED;
        }
        return failure().filter(CancelledException.class::isInstance).isPresent() ? State.CANCELLED : State.FAILED;
    }

    /** The event before now; empty at the very start. */
    public Optional<RunEvent> latest() {
        return Optional.ofNullable(latest.get());
    }

    /** What ended it, if it was cancelled or failed. */
    public Optional<Throwable> failure() {
        if (!result.isCompletedExceptionally()) {
            return Optional.empty();
        }
        return Optional.of(result.handle((evaluation, error) -> error).join());
    }

    /** Asks it to end within a gradient step; its last checkpoint is kept. {@link #await} tells when it has. */
    public void cancel() {
        cancellation.request();
    }

    /**
     * Waits for the end.
     *
     * @throws CancelledException if it was cancelled
     * @throws RuntimeException what went wrong, if it failed
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
