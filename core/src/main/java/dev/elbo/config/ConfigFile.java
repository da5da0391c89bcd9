package dev.elbo.config;

import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.schema.Fault;
import dev.elbo.config.schema.SettingSchema;
import dev.elbo.io.ElboException;
import dev.elbo.io.Reason;
import dev.elbo.io.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** {@code config.yaml}: one {@code key: value} per line. Errors name the line. */
public final class ConfigFile {
    private static final String KIND = "kind";

    private ConfigFile() {}

    /**
     * Reads the settings of a run; values are kept as written.
     *
     * @throws ConfigException with all faults, each with its line
     * @throws ElboException if the file cannot be read or is not YAML
     */
    public static Map<Setting, String> read(Path file) {
        return read(file, Setting.all());
    }

    /** Reads settings; values are kept as written and checked one by one, but not against each other. */
    public static <S extends SettingSchema> Map<S, String> read(Path file, List<S> known) {
        Map<S, String> settings = new LinkedHashMap<>();
        List<Fault> faults = new ArrayList<>();
        for (NodeTuple entry : YamlFile.entries(file, "config file")) {
            put(settings, faults, known, file, entry);
        }
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return settings;
    }

    private static <S extends SettingSchema> void put(
            Map<S, String> settings, List<Fault> faults, List<S> known, Path file, NodeTuple entry) {
        String where = YamlFile.place(file, entry.getKeyNode().getStartMark());
        if (!(entry.getKeyNode() instanceof ScalarNode key) || !(entry.getValueNode() instanceof ScalarNode value)) {
            throw new ElboException(where + "expected 'key: value' with plain text on both sides");
        }
        if (key.getValue().equals(KIND)) {
            return;
        }
        try {
            S setting = SettingSchema.ofKey(known, key.getValue());
            setting.check(value.getValue());
            if (settings.put(setting, value.getValue()) != null) {
                throw new ElboException("the key '" + Shown.text(key.getValue()) + "' is given twice");
            }
        } catch (ElboException e) {
            faults.add(new Fault(key.getValue(), where + e.getMessage()));
        }
    }

    /** The kind of run that a file declares; empty for a VAE on rows. */
    public static String kind(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(KIND + ": "))
                    .map(line -> line.substring(KIND.length() + 2).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException | UncheckedIOException e) {
            throw new ElboException("cannot read the config file " + file + ": " + Reason.of(e), e);
        }
    }

    /** All settings of a config as YAML, in the order of {@link Setting}. */
    public static String write(RunConfig config) {
        return write("", config.settings());
    }

    /**
     * Settings as YAML.
     *
     * @param kind kind of the run; empty for a VAE on rows
     */
    public static String write(String kind, Map<? extends SettingSchema, String> settings) {
        StringBuilder yaml = new StringBuilder(kind.isEmpty() ? "" : KIND + ": " + kind + "\n");
        settings.forEach((setting, value) -> yaml.append(setting.key())
                .append(": ")
                .append(YamlFile.quoted(value))
                .append('\n'));
        return yaml.toString();
    }
}
