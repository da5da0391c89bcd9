package dev.elbo.runs;

import dev.elbo.assembly.ModelSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.inference.ModelFile;
import dev.elbo.inference.ModelPath;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Sha256;
import dev.elbo.tensor.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * A trained model whose parameters another run starts from. That run keeps a copy, so that it can be repeated without
 * the original.
 *
 * @param file a {@code model.elbo}
 * @param spec its specification
 */
record InitialModel(Path file, ModelSpec spec) {

    /**
     * @param runOrFile a run directory or a {@code model.elbo}
     * @throws ElboException in one sentence, if there is none or it is invalid
     */
    static InitialModel open(Path runOrFile) {
        Path file = ModelPath.of(runOrFile);
        try (ModelFile.Opened opened = ModelFile.read(file)) {
            return new InitialModel(file, opened.spec());
        }
    }

    /**
     * The settings of a run that starts from this model: those of its own run, if {@code runOrFile} is one, with the
     * model as it was trained, then {@code given}.
     *
     * @throws ElboException if a given setting describes another model
     */
    RunConfig config(Path runOrFile, Map<Setting, String> given) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        if (Files.isDirectory(runOrFile)) {
            settings.putAll(RunDirectory.open(runOrFile).readConfig().settings());
        }
        settings.remove(Setting.WORKERS); // chosen anew, for the objective and the machine of this run
        Map<Setting, String> own = new EnumMap<>(Setting.class);
        own.put(Setting.POSTERIOR, spec.posterior().toString());
        own.put(Setting.PRIOR, spec.prior().toString());
        own.put(Setting.LIKELIHOOD, spec.likelihood().toString());
        own.put(Setting.NETWORK, spec.network().toString());
        settings.putAll(own);
        settings.putAll(given);
        RunConfig config = RunConfig.ofSettings(settings);
        own.forEach((setting, value) -> {
            String got = config.settings().get(setting);
            if (!value.equals(got)) {
                throw new ElboException(setting.key() + ": the run starts from a model with " + value + ", got " + got
                        + "; omit this setting");
            }
        });
        return config;
    }

    /** @throws ElboException if a model of {@code other} cannot have the parameters of this one */
    void check(ModelSpec other) {
        check("rows", spec.shape().describe(), other.shape().describe());
        check("encoded values", spec.input().toString(), other.input().toString());
        check(
                "objective beta-input",
                spec.betaInput().toString(),
                other.betaInput().toString());
        check("objectives", adversarial(spec), adversarial(other));
    }

    private static String adversarial(ModelSpec model) {
        return model.adversary() ? "adversarial (aae)" : "not adversarial";
    }

    private void check(String what, String expected, String got) {
        if (!expected.equals(got)) {
            throw new ElboException("the run starts from " + file + ", whose " + what + " are " + expected
                    + ", but those of the new run are " + got + "; use data and settings of the same kind");
        }
    }

    /** Copies the file. */
    void copyTo(Path target) {
        try {
            AtomicFiles.write(target, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ElboException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Its parameters. */
    Map<String, StoredTensor> parameters() {
        try (ModelFile.Opened opened = ModelFile.read(file)) {
            return opened.model().parameters().snapshot();
        }
    }

    Provenance.Start provenance() {
        return new Provenance.Start(file.toAbsolutePath().normalize().toString(), Sha256.of(file));
    }
}
