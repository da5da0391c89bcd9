package dev.elbo.runs;

import static java.util.Map.entry;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.data.sources.DataDirectories;
import dev.elbo.data.sources.Downloader;
import dev.elbo.events.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Runs of a second: sixty tiny grey images, a handful of units. */
final class SmallRuns {
    static final int ROWS = 60;
    static final int SIZE = 12;

    /** Settings of each kind of run, in addition to the common ones. */
    private static final Map<String, Map<Setting, String>> KINDS = Map.ofEntries(
            entry("standard", Map.of(Setting.LIKELIHOOD, "logistic")),
            entry("vamp", Map.of(Setting.PRIOR, "vamp:3", Setting.BINARISE, "dynamic")),
            entry(
                    "vamp from noise",
                    Map.of(
                            Setting.PRIOR, "vamp:4:0.5,0.1",
                            Setting.LIKELIHOOD, "logistic:open",
                            Setting.OPTIMIZER, "adam-normalised",
                            Setting.OBJECTIVE, "warm-up:4")),
            entry(
                    "mixture",
                    Map.of(
                            Setting.PRIOR, "mixture:3",
                            Setting.LIKELIHOOD, "gaussian:0.2",
                            Setting.NETWORK, "mlp:7,5",
                            Setting.OBJECTIVE, "beta:0.5,l2:0.001",
                            Setting.LEARNING_RATE, "1e-2:0.5/2")),
            entry(
                    "two levels",
                    Map.of(
                            Setting.POSTERIOR, "hierarchical:3,2",
                            Setting.PRIOR, "vamp:3",
                            Setting.NETWORK, "gated:6,5")),
            entry(
                    "range of betas",
                    Map.of(Setting.OBJECTIVE, "beta-input:0.1..5", Setting.LIKELIHOOD, "gaussian:per-image")),
            entry("iwae", Map.of(Setting.OBJECTIVE, "iwae,warm-up:2", Setting.SAMPLES, "4")),
            entry("free bits", Map.of(Setting.OBJECTIVE, "free-bits:0.1")),
            entry("full covariance", Map.of(Setting.POSTERIOR, "normal-full:3", Setting.PRIOR, "vamp:3")),
            entry("wasserstein", Map.of(Setting.OBJECTIVE, "wae:5", Setting.BINARISE, "dynamic")),
            entry(
                    "adversarial",
                    Map.of(
                            Setting.OBJECTIVE, "aae:2,denoise:0.1",
                            Setting.POSTERIOR, "normal:2:-30..-29",
                            Setting.LIKELIHOOD, "gaussian:0.2")),
            entry(
                    "masked",
                    Map.of(
                            Setting.OBJECTIVE, "latent-energy:log/log,denoise-mask:0.3",
                            Setting.LIKELIHOOD, "gaussian:0.2")),
            entry("sphere", Map.of(Setting.POSTERIOR, "vmf:2")),
            entry("spheres", Map.of(Setting.POSTERIOR, "power-spherical:1x2,2:0", Setting.PRIOR, "vamp:3")),
            entry("optimal", Map.of(Setting.LIKELIHOOD, "gaussian:optimal", Setting.NETWORK, "conv:4,5")),
            entry(
                    "per-image",
                    Map.of(
                            Setting.LIKELIHOOD, "gaussian:per-image",
                            Setting.NETWORK, "conv-gated:3",
                            Setting.SAMPLES, "2")),
            entry("shared", Map.of(Setting.LIKELIHOOD, "gaussian:shared", Setting.OPTIMIZER, "adam-normalised")),
            entry("static", Map.of(Setting.BINARISE, "static", Setting.SAMPLES, "3", Setting.EARLY_STOPPING, "2")));

    private final Path directory;
    final DataAccess access;

    SmallRuns(Path directory) {
        this.directory = directory;
        Path data = directory.resolve("images.npy");
        if (!Files.exists(data)) {
            writeImages(data, 0);
        }
        this.access = new DataAccess(new DataDirectories(List.of(directory), directory), new Downloader(true));
    }

    /** Patterns of all greys, black and white included, on a 4 by 3 grid, as a NumPy file. */
    void writeImages(Path file, int firstByte) {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + ROWS + ", 4, 3), }";
        byte[] bytes = new byte[128 + ROWS * SIZE];
        byte[] start = ("\u0093NUMPY\u0001\u0000v\u0000" + header).getBytes(StandardCharsets.ISO_8859_1);
        java.util.Arrays.fill(bytes, 0, 127, (byte) ' ');
        System.arraycopy(start, 0, bytes, 0, start.length);
        bytes[127] = '\n';
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < ROWS * SIZE; i++) {
            boolean bright = (i / SIZE + i) % 3 == 0;
            bytes[128 + i] = (byte) ((bright ? 200 : 0) + random.nextInt(56));
        }
        bytes[128] = (byte) (bytes[128] + firstByte);
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return directory.resolve("images.npy");
    }

    RunConfig config(String kind) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.DATA, data().toString());
        settings.put(Setting.SPLIT, "0.6,0.2,0.2");
        settings.put(Setting.POSTERIOR, "normal:2");
        settings.put(Setting.NETWORK, "gated:6");
        settings.put(Setting.EPOCHS, "6");
        settings.put(Setting.BATCH_SIZE, "10");
        settings.put(Setting.LEARNING_RATE, "1e-2");
        settings.put(Setting.EARLY_STOPPING, "0");
        settings.put(Setting.EVALUATION_SAMPLES, "20");
        settings.put(Setting.THREADS, "1");
        settings.putAll(KINDS.get(kind));
        return RunConfig.ofSettings(settings);
    }

    Run create(String name, RunConfig config) {
        return Run.create(directory.resolve(name), config, access, RunListener.SILENT);
    }

    Run trained(String name, RunConfig config) {
        Run run = create(name, config);
        run.train();
        return run;
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }
}
