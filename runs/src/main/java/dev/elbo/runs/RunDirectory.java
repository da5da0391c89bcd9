package dev.elbo.runs;

import dev.elbo.config.ConfigFile;
import dev.elbo.config.LabelSetting;
import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.LinkSetting;
import dev.elbo.config.RunConfig;
import dev.elbo.config.SamplerSpec;
import dev.elbo.data.Split;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.training.EpochMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of one run. Every file is written beside and renamed: none is ever half written. */
public record RunDirectory(Path path) {

    /**
     * A new directory for a run.
     *
     * @throws ElboException if it holds a run already: nothing is overwritten
     */
    public static RunDirectory create(Path path) {
        if (Files.exists(path.resolve("config.yaml"))) {
            throw new ElboException(
                    "there is a run in " + path + " already; resume it, or choose a directory that does not exist yet");
        }
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new ElboException(path + " is a file; give a directory that does not exist yet");
        }
        RunDirectory directory = new RunDirectory(path);
        if (!directory.empty()) {
            throw new ElboException(
                    path + " holds other files, which are not overwritten; give a directory that does not exist yet");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new ElboException("cannot make the run directory " + path + ": " + reason(e), e);
        }
        return directory;
    }

    private static @Nullable String reason(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
    }

    /** Nothing there, or only what a kill left before the config was written. */
    private boolean empty() {
        if (!Files.exists(path)) {
            return true;
        }
        Set<Path> ours = Set.of(splitFile(), provenance());
        try (Stream<Path> files = Files.list(path)) {
            return files.allMatch(file -> ours.contains(file) || AtomicFiles.temporary(file));
        } catch (IOException e) {
            throw new ElboException("cannot read the directory " + path + ": " + reason(e), e);
        }
    }

    /** @throws ElboException if nothing can be written here: said before a long computation, not after it */
    void checkWritable() {
        if (!Files.isWritable(path)) {
            throw new ElboException("nothing can be written in the run directory " + path
                    + ", where the results would be stored; copy it to a place that can be written");
        }
    }

    /** Removes half-written files that a killed process left. */
    void removeLeftovers() {
        Instant ours = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        for (Path folder : List.of(path, checkpoint().getParent(), path.resolve("figures"), path.resolve("samplers"))) {
            AtomicFiles.removeTemporaries(folder, ours);
        }
    }

    /**
     * A directory that holds a run.
     *
     * @throws ElboException if it does not
     */
    public static RunDirectory open(Path path) {
        if (!Files.isDirectory(path)) {
            throw new ElboException("there is no run directory " + path);
        }
        if (!Files.exists(path.resolve("config.yaml"))) {
            throw new ElboException(path + " holds no run: it has no config.yaml");
        }
        return new RunDirectory(path);
    }

    Path config() {
        return path.resolve("config.yaml");
    }

    public Path provenance() {
        return path.resolve("provenance.json");
    }

    Path splitFile() {
        return path.resolve("split.json");
    }

    /** How long it took to train. */
    Path trainingTime() {
        return path.resolve("training-time.json");
    }

    Path metrics() {
        return path.resolve("metrics.csv");
    }

    Path checkpoint() {
        return path.resolve("checkpoint").resolve("state.safetensors");
    }

    Path lock() {
        return path.resolve("checkpoint").resolve("lock");
    }

    public Path model() {
        return path.resolve("model.elbo");
    }

    /**
     * The model's file.
     *
     * @throws ElboException if there is none yet
     */
    Path trainedModel() {
        if (!Files.exists(model())) {
            open(path); // says if this is no run at all
            throw new ElboException("the run " + path + " has no model yet; resume its training first");
        }
        return model();
    }

    /** Rows of an evaluation that is under way. */
    Path partialEstimates() {
        return path.resolve("evaluation.partial.csv");
    }

    Path evaluation() {
        return path.resolve("evaluation.json");
    }

    Path evaluation(LikelihoodSpec likelihood) {
        return path.resolve("evaluation-" + likelihood.toString().replace(':', '-') + ".json");
    }

    Path sampler(SamplerSpec spec) {
        String name = spec.toString().replace(':', '-').replace(',', '-');
        return path.resolve("samplers").resolve(name + ".safetensors");
    }

    Path scores() {
        return path.resolve("test-scores.csv");
    }

    public Path report() {
        return path.resolve("report.html");
    }

    public Path figures() {
        return path.resolve("figures");
    }

    /** The kind of run that is in here: empty for a VAE on rows. */
    public String kind() {
        return ConfigFile.kind(config());
    }

    /** @throws ElboException if the run is of another kind */
    void checkKind(String expected) {
        if (!kind().equals(expected)) {
            throw new ElboException(path + " is a run of " + described(kind()) + ", where one of " + described(expected)
                    + " is expected");
        }
    }

    private static String described(String kind) {
        return switch (kind) {
            case "" -> "a VAE on rows";
            case LinkRun.KIND -> "a graph VAE";
            case LabelRun.KIND -> "a classifier from few labels";
            default -> "the kind '" + kind + "'";
        };
    }

    /** Every setting by its key, as written. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        switch (kind()) {
            case LinkRun.KIND ->
                ConfigFile.read(config(), LinkSetting.all())
                        .forEach((setting, value) -> settings.put(setting.key(), value));
            case LabelRun.KIND ->
                ConfigFile.read(config(), LabelSetting.all())
                        .forEach((setting, value) -> settings.put(setting.key(), value));
            default -> readConfig().settings().forEach((setting, value) -> settings.put(setting.key(), value));
        }
        return settings;
    }

    /** @throws ElboException if the run is of another kind than a VAE on rows */
    public RunConfig readConfig() {
        checkKind("");
        return RunConfig.ofSettings(ConfigFile.read(config()));
    }

    void writeSplit(Split split) {
        AtomicFiles.writeString(splitFile(), Json.pretty(split));
    }

    Split readSplit() {
        return Json.read(splitFile(), Split.class);
    }

    void writeMetrics(List<String> columns, List<String> lines) {
        StringBuilder csv = new StringBuilder(String.join(",", columns)).append('\n');
        lines.forEach(line -> csv.append(line).append('\n'));
        AtomicFiles.writeString(metrics(), csv.toString());
    }

    /** Epochs in the metrics file, of any kind of run. */
    int countEpochs() {
        if (!Files.exists(metrics())) {
            return 0;
        }
        try {
            return Math.max(0, Files.readAllLines(metrics()).size() - 1);
        } catch (IOException e) {
            throw new ElboException("cannot read " + metrics() + ": " + e.getMessage(), e);
        }
    }

    /** Every epoch so far; empty before the first checkpoint. */
    public List<EpochMetrics> readMetrics() {
        if (!Files.exists(metrics())) {
            return List.of();
        }
        try {
            return Files.readAllLines(metrics()).stream()
                    .skip(1)
                    .map(EpochMetrics::parse)
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            throw new ElboException(
                    "cannot read " + metrics() + ": " + e.getMessage() + "; resume the training of " + path
                            + " to write it again",
                    e);
        }
    }
}
