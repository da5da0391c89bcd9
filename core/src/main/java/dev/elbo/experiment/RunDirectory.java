package dev.elbo.experiment;

import dev.elbo.data.Split;
import dev.elbo.report.AtomicFiles;
import dev.elbo.training.EpochMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of one run. Every file is written beside and renamed: none is ever half written. */
public record RunDirectory(Path path) {

    /**
     * A new directory for a run.
     *
     * @throws UserException if it holds a run already: nothing is overwritten
     */
    public static RunDirectory create(Path path) {
        if (Files.exists(path.resolve("config.yaml"))) {
            throw new UserException("there is a run in " + path + " already; continue it with --resume " + path
                    + ", or choose another --out");
        }
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new UserException("--out " + path + " is a file; give a directory that does not exist yet");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UserException("cannot make the run directory " + path + ": " + e.getMessage(), e);
        }
        return new RunDirectory(path);
    }

    /**
     * A directory that holds a run.
     *
     * @throws UserException if it does not
     */
    public static RunDirectory open(Path path) {
        if (!Files.isDirectory(path)) {
            throw new UserException("there is no run directory " + path);
        }
        if (!Files.exists(path.resolve("config.yaml"))) {
            throw new UserException(path + " holds no run: it has no config.yaml");
        }
        return new RunDirectory(path);
    }

    Path config() {
        return path.resolve("config.yaml");
    }

    Path provenance() {
        return path.resolve("provenance.json");
    }

    Path splitFile() {
        return path.resolve("split.json");
    }

    Path metrics() {
        return path.resolve("metrics.csv");
    }

    Path checkpoint() {
        return path.resolve("checkpoint").resolve("state.safetensors");
    }

    public Path model() {
        return path.resolve("model.elbo");
    }

    Path evaluation() {
        return path.resolve("evaluation.json");
    }

    Path evaluation(LikelihoodSpec likelihood) {
        return path.resolve("evaluation-" + likelihood.toString().replace(':', '-') + ".json");
    }

    Path scores() {
        return path.resolve("test-scores.csv");
    }

    public Path report() {
        return path.resolve("report.html");
    }

    Path figures() {
        return path.resolve("figures");
    }

    RunConfig readConfig() {
        return RunConfig.ofSettings(ConfigFile.read(config()));
    }

    void writeSplit(Split split) {
        AtomicFiles.writeString(splitFile(), Json.pretty(split));
    }

    Split readSplit() {
        return Json.read(splitFile(), Split.class);
    }

    void writeMetrics(List<EpochMetrics> history) {
        StringBuilder csv = new StringBuilder(String.join(",", EpochMetrics.COLUMNS)).append('\n');
        history.forEach(row -> csv.append(row.csv()).append('\n'));
        AtomicFiles.writeString(metrics(), csv.toString());
    }

    public List<EpochMetrics> readMetrics() {
        if (!Files.exists(metrics())) {
            return List.of();
        }
        try {
            return Files.readAllLines(metrics()).stream()
                    .skip(1)
                    .map(EpochMetrics::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + metrics(), e);
        }
    }
}
