package dev.elbo.cli;

import dev.elbo.config.ConfigFile;
import dev.elbo.config.RunConfig;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.runs.sweep.RunWorker;
import dev.elbo.runs.sweep.SweepDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.ExitCode;

/**
 * Runs of a sweep in processes of their own, with the Java and the options of this one: their memory and their engine
 * are separate, so one that fails takes no other with it. When this process ends, so do they.
 */
final class ChildRuns implements RunWorker, AutoCloseable {
    private static final String PREFIX = "elbo: ";

    private final SweepDirectory directory;
    private final DataOptions data;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::end);
    private volatile boolean ending;

    ChildRuns(Path directory, DataOptions data) {
        this.directory = new SweepDirectory(directory);
        this.data = data;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public Optional<Failure> complete(String name, Path run, RunConfig config) {
        Path settings = directory.log(name).resolveSibling(name + ".yaml");
        AtomicFiles.writeString(settings, ConfigFile.write(config));
        try {
            int exit = await(start(command(settings, run), directory.log(name)));
            if (ending) {
                throw new ElboException("the sweep was stopped; the same command resumes it");
            }
            return exit == ExitCode.OK ? Optional.empty() : Optional.of(failure(name, exit));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a process for the run " + name + ": " + e.getMessage(), e);
        } finally {
            delete(settings);
        }
    }

    private List<String> command(Path settings, Path run) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.matches("-(X|D).*"))
                .forEach(command::add);
        command.addAll(List.of("-Delbo.tty=false", "-cp", System.getProperty("java.class.path"), Elbo.class.getName()));
        command.addAll(List.of("sweep-run", "--config", settings.toString(), "--out", run.toString()));
        command.addAll(data.arguments());
        return command;
    }

    private Process start(List<String> command, Path log) throws IOException {
        Files.createDirectories(log.getParent());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start(); // its standard input stays open as long as this process lives
        running.add(process);
        if (ending) {
            process.destroy();
        }
        return process;
    }

    private int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new ElboException("the sweep was interrupted; the same command resumes it", e);
        } finally {
            running.remove(process);
        }
    }

    /** The sentence with which the run ended, from what it printed. */
    private Failure failure(String name, int exit) {
        Path log = directory.log(name);
        String unknown =
                "the process ended with exit code " + exit + (exit > 128 ? ", probably killed" : "") + "; see " + log;
        try {
            List<String> told = Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith(PREFIX))
                    .toList();
            String reason = told.isEmpty() ? unknown : told.get(told.size() - 1).substring(PREFIX.length());
            return new Failure(reason, exit == ExitCode.USAGE);
        } catch (IOException e) {
            return new Failure(unknown, exit == ExitCode.USAGE);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it is written again next time
        }
    }

    /** Asks all runs to end after the current step, and waits for them. */
    private void end() {
        ending = true;
        running.forEach(Process::destroy);
        running.forEach(process -> process.onExit().join());
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // this process is ending, and the hook running
        }
    }
}
