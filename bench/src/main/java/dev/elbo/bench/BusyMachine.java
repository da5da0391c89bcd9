package dev.elbo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that keep cores busy until closed. They also end when this process does: by a shutdown hook and, should it
 * be killed, by themselves, because each of them looks for its parent several times per second.
 */
final class BusyMachine implements AutoCloseable {
    private static final String LOOP =
            "while kill -0 \"$PPID\" 2>/dev/null; do i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done; done";

    private final List<Process> loops = new ArrayList<>();
    private final Thread hook = new Thread(this::end, "end-busy-loops");

    private BusyMachine(int count) {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            for (int i = 0; i < count; i++) {
                loops.add(new ProcessBuilder("sh", "-c", LOOP).start());
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("cannot start a busy loop", e);
        }
    }

    /** A busy loop for each core. */
    static BusyMachine start() {
        return new BusyMachine(Runtime.getRuntime().availableProcessors());
    }

    /** Nothing runs beside the measured program. */
    static BusyMachine idle() {
        return new BusyMachine(0);
    }

    /** Those that run now. */
    List<ProcessHandle> running() {
        return loops.stream()
                .map(Process::toHandle)
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private void end() {
        loops.forEach(Process::destroyForcibly);
    }

    /** Ends the loops and waits for that. */
    @Override
    public void close() {
        end();
        for (Process loop : loops) {
            loop.onExit().join();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // this process is ending already, and the hook with it
        }
    }
}
