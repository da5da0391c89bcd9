package dev.elbo.config;

import dev.elbo.io.UserException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** {@code config.yaml}: one {@code key: value} a line. Errors name the line. */
public final class ConfigFile {
    private ConfigFile() {}

    /** The settings of a file, values as written. */
    public static Map<Setting, String> read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UserException("there is no config file " + file, e);
        } catch (CharacterCodingException e) {
            throw new UserException("the config file " + file + " is not text in UTF-8; write 'key: value' lines", e);
        } catch (IOException e) {
            throw new UserException("cannot read the config file " + file + ": " + e.getMessage(), e);
        }
        Optional<Node> root;
        try {
            LoadSettings settings =
                    LoadSettings.builder().setAllowDuplicateKeys(false).build();
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new UserException(place(file, e.getProblemMark()) + "not valid YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new UserException(
                    file + ": not valid YAML: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        if (root.isEmpty()) {
            return settings;
        }
        if (!(root.get() instanceof MappingNode mapping)) {
            throw new UserException(place(file, root.get().getStartMark()) + "expected 'key: value' lines");
        }
        for (NodeTuple entry : mapping.getValue()) {
            put(settings, file, entry);
        }
        return settings;
    }

    private static void put(Map<Setting, String> settings, Path file, NodeTuple entry) {
        String where = place(file, entry.getKeyNode().getStartMark());
        if (!(entry.getKeyNode() instanceof ScalarNode key) || !(entry.getValueNode() instanceof ScalarNode value)) {
            throw new UserException(where + "expected 'key: value' with plain text on both sides");
        }
        Setting setting;
        try {
            setting = Setting.ofKey(key.getValue());
            RunConfig.ofSettings(Map.of(setting, value.getValue())); // a wrong value is reported with its line
        } catch (UserException e) {
            throw new UserException(where + e.getMessage(), e);
        }
        if (settings.put(setting, value.getValue()) != null) {
            throw new UserException(where + "the key '" + key.getValue() + "' is given twice");
        }
    }

    private static String place(Path file, Optional<Mark> mark) {
        return file
                + mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                        .orElse("") + ": ";
    }

    /** All settings of a config as YAML, in the order of {@link Setting}. */
    public static String write(RunConfig config) {
        StringBuilder yaml = new StringBuilder();
        config.settings()
                .forEach((setting, value) -> yaml.append(setting.key())
                        .append(": ")
                        .append(quoted(value))
                        .append('\n'));
        return yaml.toString();
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9][A-Za-z0-9_.,:/+-]*") && !value.endsWith(":")
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
