package dev.elbo.runs;

import dev.elbo.config.ConfigFile;
import dev.elbo.config.LabelSetting;
import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.LinkSetting;
import dev.elbo.config.RunConfig;
import dev.elbo.config.SamplerSpec;
import dev.elbo.config.Setting;
import dev.elbo.data.Split;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.io.Reason;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.training.EpochMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run. Every file is written under a temporary name and then renamed, so that none is ever incomplete.
 */
public record RunDirectory(Path path) {

    /**
     * Creates a directory for a new run.
     *
     * @throws ElboException if it contains a run or other files, which are never overwritten
     */
    public static RunDirectory create(Path path) {
        if (Files.exists(path.resolve("config.yaml"))) {
            throw new ElboException(
                    path + " already contains a run; resume it, or choose a directory that does not exist yet");
        }
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new ElboException(path + " is a file; choose a directory that does not exist yet");
        }
        RunDirectory directory = new RunDirectory(path);
        if (!directory.empty()) {
            throw new ElboException(
                    path + " contains other files, which are not overwritten; choose a directory that does not"
                            + " exist yet");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new ElboException("cannot create the run directory " + path + ": " + reason(e), e);
        }
        return directory;
    }

    private static @Nullable String reason(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
    }

    /** Whether it is empty, except for files of a process that was killed before it wrote the configuration. */
    private boolean empty() {
        if (!Files.exists(path)) {
            return true;
        }
        Set<Path> ours = Set.of(splitFile(), provenance(), initialModel());
        try (Stream<Path> files = Files.list(path)) {
            return files.allMatch(file -> ours.contains(file) || AtomicFiles.temporary(file));
        } catch (IOException e) {
            throw new ElboException("cannot read the directory " + path + ": " + reason(e), e);
        }
    }

    /** @throws ElboException if nothing can be written here: said before a long computation, not after it */
    public void checkWritable() {
        if (!Files.isWritable(path)) {
            throw new ElboException("nothing can be written in the run directory " + path
                    + ", where the results would be stored; copy it to a place that can be written");
        }
    }

    /** Removes temporary files left by a process that was killed, unless the run is being trained or is read-only. */
    void removeLeftoversIfFree() {
        if (!Files.isWritable(path)) {
            return;
        }
        try (RunLock lock = RunLock.of(this)) {
            lock.checkHeld();
            removeLeftovers();
        } catch (ElboException e) {
            // being trained: that process removes them
        }
    }

    /** Removes temporary files left by a process that was killed. */
    void removeLeftovers() {
        Instant ours = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        for (Path folder : List.of(path, checkpoint().getParent(), path.resolve("figures"), path.resolve("samplers"))) {
            AtomicFiles.removeTemporaries(folder, ours);
        }
    }

    /**
     * Opens the directory of an existing run.
     *
     * @throws ElboException if it is not the directory of a run
     */
    public static RunDirectory open(Path path) {
        if (!Files.isDirectory(path)) {
            throw new ElboException("there is no run directory " + path);
        }
        if (!Files.exists(path.resolve("config.yaml"))) {
            throw new ElboException(path + " is not a run directory: it has no config.yaml");
        }
        return new RunDirectory(path);
    }

    Path config() {
        return path.resolve("config.yaml");
    }

    /** The {@link Provenance} of the run. */
    public Path provenance() {
        return path.resolve("provenance.json");
    }

    Path splitFile() {
        return path.resolve("split.json");
    }

    /** The {@link TrainingTime} of the run. */
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

    /** The trained model: parameters of the best epoch so far. */
    public Path model() {
        return path.resolve("model.elbo");
    }

    /**
     * The file of the model.
     *
     * @throws ElboException if there is none yet
     */
    Path trainedModel() {
        if (!Files.exists(model())) {
            open(path); // fails if this is not a run
            throw new ElboException("the run " + path + " has no model yet; resume its training first");
        }
        return model();
    }

    /** A copy of the model that the run starts from; absent if it starts from initial values. */
    Path initialModel() {
        return path.resolve("initial.elbo");
    }

    /** Rows of an evaluation in progress. */
    Path partialEstimates() {
        return path.resolve("evaluation.partial.csv");
    }

    /** The {@link Evaluation} of the test set. */
    public Path evaluation() {
        return path.resolve("evaluation.json");
    }

    Path evaluation(LikelihoodSpec likelihood) {
        return path.resolve("evaluation-" + likelihood.toString().replace(':', '-') + ".json");
    }

    /** The quality of samples of the model. */
    public Path sampleQuality() {
        return path.resolve("sample-quality.json");
    }

    Path sampler(SamplerSpec spec) {
        String name = spec.toString().replace(':', '-').replace(',', '-');
        return path.resolve("samplers").resolve(name + ".safetensors");
    }

    Path scores() {
        return path.resolve("test-scores.csv");
    }

    /** The report as a self-contained page. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** The folder with the figures of the report. */
    public Path figures() {
        return path.resolve("figures");
    }

    /** The kind of run: empty for a VAE on rows. */
    public String kind() {
        return ConfigFile.kind(config());
    }

    /** @throws ElboException if the run is of another kind */
    void checkKind(String expected) {
        if (!kind().equals(expected)) {
            throw new ElboException(
                    "expected a run of " + described(expected) + ", but " + path + " is a run of " + described(kind()));
        }
    }

    private static String described(String kind) {
        return switch (kind) {
            case "" -> "a VAE on rows";
            case LinkRun.KIND -> "a graph VAE";
            case LabelRun.KIND -> "a classifier trained with few labels";
            default -> "kind '" + kind + "'";
        };
    }

    /** Every setting by key, as written. */
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

    /**
     * The settings of a VAE on rows.
     *
     * @throws ElboException if the run is of another kind, or its settings are invalid
     */
    public RunConfig readConfig() {
        checkKind("");
        Map<Setting, String> settings = ConfigFile.read(config());
        if (!settings.containsKey(Setting.DATA)) {
            throw new ElboException(config() + " has no setting data, so it is not complete; restore it");
        }
        settings = new EnumMap<>(settings);
        settings.putIfAbsent(Setting.WORKERS, "1"); // of runs that were created without
        return RunConfig.ofSettings(settings);
    }

    void writeSplit(Split split) {
        AtomicFiles.writeString(splitFile(), Json.pretty(split));
    }

    /** The rows for training, validation and testing. */
    public Split readSplit() {
        return Json.read(splitFile(), Split.class);
    }

    void writeMetrics(List<String> columns, List<String> lines) {
        StringBuilder csv = new StringBuilder(String.join(",", columns)).append('\n');
        lines.forEach(line -> csv.append(line).append('\n'));
        AtomicFiles.writeString(metrics(), csv.toString());
    }

    /** Number of epochs in the metrics file, for any kind of run. */
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

    /**
     * All epochs so far; empty before the first checkpoint.
     *
     * @throws ElboException if the file cannot be read
     */
    public List<EpochMetrics> readMetrics() {
        if (!Files.exists(metrics())) {
            return List.of();
        }
        try {
            List<String> lines = Files.readAllLines(metrics());
            List<EpochMetrics> epochs = new ArrayList<>();
            for (int line = 1; line < lines.size(); line++) {
                epochs.add(epoch(lines.get(line), line));
            }
            return epochs;
        } catch (IOException e) {
            throw new ElboException("cannot read " + metrics() + ": " + Reason.of(e), e);
        }
    }

    private EpochMetrics epoch(String text, int number) {
        try {
            EpochMetrics epoch = EpochMetrics.parse(text);
            boolean finite = epoch.values().values().stream().allMatch(Double::isFinite);
            if (epoch.epoch() == number && finite) {
                return epoch;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // said below
        }
        throw new ElboException("cannot read " + metrics() + ": line " + (number + 1)
                + " is not the finite numbers of epoch " + number + "; resume the training of " + path
                + " to rewrite it");
    }
}
