package dev.elbo.config;

import dev.elbo.io.ElboException;
import dev.elbo.io.Reason;
import dev.elbo.io.Shown;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** A YAML file of settings as a tree of nodes, which know their places. */
public final class YamlFile {
    private static final int MOST_BYTES = 100_000;

    private YamlFile() {}

    /**
     * The entries of the mapping that a file holds; none if it is empty.
     *
     * @param what kind of file, for messages, such as "config file"
     * @throws ElboException in one sentence, if the file cannot be read or holds no mapping
     */
    public static List<NodeTuple> entries(Path file, String what) {
        Optional<Node> root = compose(file, text(file, what));
        if (root.isEmpty()) {
            return List.of();
        }
        if (root.get() instanceof MappingNode mapping) {
            return mapping.getValue();
        }
        throw new ElboException(place(file, root.get().getStartMark()) + "expected 'key: value' lines");
    }

    private static String text(Path file, String what) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ElboException("the " + what + " " + file + " has " + Files.size(file) + " bytes, at most "
                        + MOST_BYTES + " are read; write 'key: value' lines");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ElboException("there is no " + what + " " + file, e);
        } catch (CharacterCodingException e) {
            throw new ElboException("the " + what + " " + file + " is not UTF-8 text; write 'key: value' lines", e);
        } catch (IOException e) {
            throw new ElboException("cannot read the " + what + " " + file + ": " + Reason.of(e), e);
        }
    }

    private static Optional<Node> compose(Path file, String text) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setAllowDuplicateKeys(false).build();
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new ElboException(
                    place(file, e.getProblemMark()) + "not valid YAML: " + Shown.text(e.getProblem()), e);
        } catch (StackOverflowError e) {
            throw new ElboException(file + ": not valid YAML: nested too deeply; write 'key: value' lines", e);
        } catch (YamlEngineException e) {
            throw new ElboException(file + ": not valid YAML: " + Shown.text(String.valueOf(e.getMessage())), e);
        }
    }

    /** Such as {@code file.yaml:3:5: }, the beginning of a message. */
    public static String place(Path file, Optional<Mark> mark) {
        return file
                + mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                        .orElse("") + ": ";
    }

    /** Text as a scalar, in quotes where it needs them, also inside of brackets. */
    public static String quoted(String value) {
        return value.matches("[A-Za-z0-9][A-Za-z0-9_.,:/+-]*") && !value.endsWith(":")
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
