package dev.elbo.runs.sweep;

import dev.elbo.config.sweep.SweepSpec;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.events.RunListener;
import dev.elbo.io.ElboException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs what is missing of a sweep, several runs at once. A run has the same bits however many there are, since its threads
 * are part of its settings. A failed run is noted with its reason, and the others go on; it is tried again when the sweep
 * is.
 */
public final class Sweep {
    private final SweepDirectory directory;
    private final List<SweepSpec.Planned> planned;
    private final RunWorker worker;
    private final RunListener listener;
    private final Map<String, String> failures;
    private boolean ours;
    private int ended;

    private Sweep(SweepDirectory directory, List<SweepSpec.Planned> planned, RunWorker worker, RunListener listener) {
        this.directory = directory;
        this.planned = planned;
        this.worker = worker;
        this.listener = listener;
        this.failures = new TreeMap<>(directory.failures());
    }

    /**
     * What came of a sweep.
     *
     * @param failures why runs failed, by name, in the order of the runs
     * @param ours whether one of them failed through no fault of the user's
     */
    public record Outcome(SweepDirectory directory, Map<String, String> failures, boolean ours) {}

    /**
     * Checks all runs, then runs those that are not complete.
     *
     * @param jobs runs at once
     * @param worker completes one run
     * @throws ElboException in one sentence, if a setting or the data of any run are at fault, before one has started; or
     *     if the directory holds something else or the sweep is running
     */
    public static Outcome run(
            Path path, SweepSpec spec, int jobs, DataAccess access, RunWorker worker, RunListener listener) {
        List<SweepSpec.Planned> planned = spec.planned();
        SweepDirectory directory = SweepDirectory.forSweep(path);
        SweepCheck.check(directory, planned, access);
        create(directory);
        try (FileChannel held = lock(directory)) {
            directory.writeSpec(spec);
            listener.note("sweep directory: " + path + ", " + spec.describe());
            List<String> others = directory.others(
                    planned.stream().map(SweepSpec.Planned::name).toList());
            if (!others.isEmpty()) {
                listener.note("not part of this sweep, and not in its tables: " + String.join(", ", others));
            }
            return new Sweep(directory, planned, worker, listener).complete(jobs, access);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory.lock() + ": " + e.getMessage(), e);
        }
    }

    private static void create(SweepDirectory directory) {
        try {
            Files.createDirectories(directory.path());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot create the directory " + directory.path() + ": " + e.getMessage(), e);
        }
    }

    /** Held until it is closed; the operating system releases it when the process is killed. */
    private static FileChannel lock(SweepDirectory directory) throws IOException {
        FileChannel channel = FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!taken(channel)) {
            return channel;
        }
        channel.close();
        throw new ElboException("the sweep in " + directory.path()
                + " is already running; wait until it has finished, or stop it first");
    }

    /** On a file system without locks nothing is ever locked. */
    private static boolean taken(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Outcome complete(int jobs, DataAccess access) {
        List<SweepSpec.Planned> missing = planned.stream()
                .filter(run -> !SweepResults.complete(directory.run(run.name()), access))
                .toList();
        boolean outdated = failures.keySet()
                .retainAll(missing.stream().map(SweepSpec.Planned::name).toList());
        if (outdated) {
            directory.writeFailures(failures);
        }
        ended = planned.size() - missing.size();
        if (ended > 0) {
            listener.note(ended + " of " + planned.size() + " runs are complete and reused");
        }
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<?>> all = new ArrayList<>();
            missing.forEach(run -> all.add(pool.submit(() -> complete(run))));
            for (Future<?> each : all) {
                await(each);
            }
        } finally {
            pool.shutdownNow();
        }
        Map<String, String> inOrder = new LinkedHashMap<>();
        for (SweepSpec.Planned run : planned) {
            String reason = failures.get(run.name());
            if (reason != null) {
                inOrder.put(run.name(), reason);
            }
        }
        return new Outcome(directory, Collections.unmodifiableMap(inOrder), ours);
    }

    private static void await(Future<?> run) {
        try {
            run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ElboException("the sweep was interrupted; start it again to resume it", e);
        }
    }

    private void complete(SweepSpec.Planned run) {
        Optional<RunWorker.Failure> failure = worker.complete(run.name(), directory.run(run.name()), run.config());
        synchronized (this) {
            ended++;
            String which = "[" + ended + "/" + planned.size() + "] "
                    + run.combination().label() + ", seed " + run.seed();
            if (failure.isPresent()) {
                failures.put(run.name(), failure.get().reason());
                ours |= !failure.get().users();
                listener.note(which + ": failed: " + failure.get().reason());
            } else {
                failures.remove(run.name());
                listener.note(which + ": " + SweepResults.headline(directory.run(run.name()), run.config()));
            }
            directory.writeFailures(failures);
        }
    }
}
