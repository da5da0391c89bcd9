package dev.elbo.runs.sweep;

import dev.elbo.config.sweep.SweepFile;
import dev.elbo.config.sweep.SweepSpec;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a sweep: its settings, its runs, the reasons of those that failed, and its results. */
public record SweepDirectory(Path path) {

    /** What {@code failures.json} holds: reasons by name of the run. */
    private record Failures(Map<String, String> failures) {}

    /** Whether there is a sweep in this directory. */
    public static boolean isSweep(Path path) {
        return Files.isRegularFile(path.resolve("sweep.yaml"));
    }

    /**
     * Opens the directory of an existing sweep.
     *
     * @throws ElboException in one sentence, if there is none
     */
    public static SweepDirectory open(Path path) {
        if (!isSweep(path)) {
            throw new ElboException(
                    Files.isDirectory(path)
                            ? path + " is not the directory of a sweep: it has no sweep.yaml"
                            : "there is no sweep directory " + path);
        }
        return new SweepDirectory(path);
    }

    /**
     * The directory for a sweep, which need not exist.
     *
     * @throws ElboException in one sentence, if it holds something else
     */
    static SweepDirectory forSweep(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new ElboException(path + " is a file; choose a directory for the sweep");
        }
        if (Files.exists(path.resolve("config.yaml"))) {
            throw new ElboException(path + " contains a run; choose another directory for the sweep");
        }
        if (Files.isDirectory(path) && !isSweep(path) && !empty(path)) {
            throw new ElboException(path + " contains other files and no sweep; choose a directory that does not exist"
                    + " yet, or that of a sweep");
        }
        return new SweepDirectory(path);
    }

    private static boolean empty(Path path) {
        try (Stream<Path> files = Files.list(path)) {
            return files.allMatch(file -> AtomicFiles.temporary(file) || file.endsWith("lock"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the directory " + path + ": " + e.getMessage(), e);
        }
    }

    /** The settings and seeds of the sweep. */
    public SweepSpec spec() {
        return SweepFile.read(path.resolve("sweep.yaml"));
    }

    void writeSpec(SweepSpec spec) {
        AtomicFiles.writeString(path.resolve("sweep.yaml"), SweepFile.write(spec));
    }

    /** Directory of a run. */
    public Path run(String name) {
        return path.resolve(name);
    }

    /** What a run printed, if it ran in a process of its own. */
    public Path log(String name) {
        return path.resolve("logs").resolve(name + ".log");
    }

    Path lock() {
        return path.resolve("lock");
    }

    /** The tables as Markdown. */
    public Path results() {
        return path.resolve("results.md");
    }

    /** One line for each run, all digits. */
    public Path runs() {
        return path.resolve("runs.csv");
    }

    /** Tables and figures as a self-contained page. */
    public Path report() {
        return path.resolve("report.html");
    }

    Path figures() {
        return path.resolve("figures");
    }

    /** Why runs failed, by name. */
    public Map<String, String> failures() {
        Path file = path.resolve("failures.json");
        return Files.exists(file)
                ? Collections.unmodifiableMap(
                        new TreeMap<>(Json.read(file, Failures.class).failures()))
                : Map.of();
    }

    void writeFailures(Map<String, String> failures) {
        AtomicFiles.writeString(path.resolve("failures.json"), Json.pretty(new Failures(new TreeMap<>(failures))));
    }

    /** Run directories that are not among these, left from other settings. */
    List<String> others(List<String> names) {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> Files.exists(file.resolve("config.yaml")))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !names.contains(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the directory " + path + ": " + e.getMessage(), e);
        }
    }
}
