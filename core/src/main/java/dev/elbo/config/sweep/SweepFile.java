package dev.elbo.config.sweep;

import dev.elbo.config.Setting;
import dev.elbo.config.YamlFile;
import dev.elbo.config.schema.ConfigException;
import dev.elbo.config.schema.Fault;
import dev.elbo.io.ElboException;
import dev.elbo.io.Shown;
import dev.elbo.io.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A sweep as YAML:
 *
 * <pre>
 * base: {data: mnist, posterior: "normal:40"}      settings of all runs
 * vary:                                            every combination; or runs: a list of settings
 *   objective: ["beta:0.5", "beta:1", "beta:0.5,l2:1e-4"]
 * seeds: 3                                         0 to 2; or a list of seeds
 * reference: {objective: "beta:1"}                 with which the others are compared; else the first
 * </pre>
 */
public final class SweepFile {
    private static final List<String> KEYS = List.of("base", "vary", "runs", "seeds", "reference");
    private static final int MOST_SEEDS = 10_000;

    private final Path file;
    private final List<Fault> faults = new ArrayList<>();
    private Map<Setting, String> base = Map.of();
    private final Map<Setting, List<String>> vary = new LinkedHashMap<>();
    private final List<Map<Setting, String>> runs = new ArrayList<>();
    private List<Long> seeds = SweepSpec.seeds(0, 1);
    private Map<Setting, String> reference = Map.of();

    private SweepFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a sweep. Single values are checked, with their lines; {@link SweepSpec#planned} checks the rest.
     *
     * @throws ConfigException with all faults, each with its line
     * @throws ElboException in one sentence, if the file cannot be read or has another form
     */
    public static SweepSpec read(Path file) {
        SweepFile reading = new SweepFile(file);
        for (NodeTuple entry : YamlFile.entries(file, "sweep file")) {
            reading.put(reading.scalar(entry.getKeyNode(), "a key"), entry.getKeyNode(), entry.getValueNode());
        }
        if (!reading.faults.isEmpty()) {
            throw new ConfigException(reading.faults);
        }
        return new SweepSpec(reading.base, reading.vary, reading.runs, reading.seeds, reading.reference);
    }

    private void put(String key, Node at, Node value) {
        switch (key) {
            case "base" -> base = settings(value);
            case "vary" ->
                entries(value, "vary: expected settings with lists of values").forEach(this::putVaried);
            case "runs" ->
                items(value, "runs: expected a list of settings, one item for each combination")
                        .forEach(item -> runs.add(settings(item)));
            case "seeds" -> seeds = seeds(value);
            case "reference" -> reference = settings(value);
            default ->
                throw new ElboException(place(at) + "expected one of " + String.join(", ", KEYS) + ", got '"
                        + Shown.text(key) + "'" + Suggestion.phrase(key, KEYS)
                        + (isSetting(key) ? "; settings of all runs are written below 'base:'" : ""));
        }
    }

    private static boolean isSetting(String key) {
        return Setting.all().stream().anyMatch(setting -> setting.key().equals(key));
    }

    private void putVaried(NodeTuple entry) {
        setting(entry.getKeyNode())
                .ifPresent(setting -> vary.put(
                        setting,
                        items(entry.getValueNode(), setting.key() + ": expected a list of values, as in [A, B]")
                                .stream()
                                .map(item -> checked(setting, item))
                                .toList()));
    }

    private Map<Setting, String> settings(Node node) {
        Map<Setting, String> settings = new LinkedHashMap<>();
        for (NodeTuple entry : entries(node, "expected settings, 'key: value'")) {
            setting(entry.getKeyNode())
                    .ifPresent(setting -> settings.put(setting, checked(setting, entry.getValueNode())));
        }
        return settings;
    }

    private Optional<Setting> setting(Node node) {
        String key = scalar(node, "a setting");
        try {
            return Optional.of(Setting.ofKey(key));
        } catch (ElboException e) {
            faults.add(new Fault(key, place(node) + e.getMessage()));
            return Optional.empty();
        }
    }

    private String checked(Setting setting, Node node) {
        String value = scalar(node, "a value of " + setting.key());
        try {
            setting.check(value);
        } catch (ElboException e) {
            faults.add(new Fault(setting.key(), place(node) + e.getMessage()));
        }
        return value;
    }

    private List<Long> seeds(Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(item -> whole(item, Long.MIN_VALUE, Long.MAX_VALUE))
                    .toList();
        }
        return SweepSpec.seeds(0, (int) whole(node, 1, MOST_SEEDS));
    }

    private long whole(Node node, long least, long most) {
        String text = scalar(node, "a number of seeds or a list of seeds");
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ElboException(place(node) + "seeds: expected a whole number"
                + (least == Long.MIN_VALUE ? "" : " from " + least + " to " + most) + ", got '" + Shown.text(text)
                + "'");
    }

    private List<NodeTuple> entries(Node node, String expected) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue();
        }
        throw new ElboException(place(node) + expected);
    }

    private List<Node> items(Node node, String expected) {
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        throw new ElboException(place(node) + expected);
    }

    private String scalar(Node node, String what) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new ElboException(place(node) + "expected " + what + " as plain text");
    }

    private String place(Node node) {
        return YamlFile.place(file, node.getStartMark());
    }

    /** A sweep as YAML, which {@link #read} reads. */
    public static String write(SweepSpec spec) {
        StringBuilder yaml = new StringBuilder("base:");
        block(yaml, spec.base(), "  ");
        if (!spec.vary().isEmpty()) {
            yaml.append("vary:\n");
            spec.vary().forEach((setting, values) -> {
                yaml.append("  ").append(setting.key()).append(":\n");
                values.forEach(value ->
                        yaml.append("    - ").append(YamlFile.quoted(value)).append('\n'));
            });
        }
        if (!spec.runs().isEmpty()) {
            yaml.append("runs:\n");
            spec.runs().forEach(run -> yaml.append("  - ").append(inBraces(run)).append('\n'));
        }
        yaml.append("seeds: ").append(spec.seeds()).append('\n');
        if (!spec.reference().isEmpty()) {
            yaml.append("reference: ").append(inBraces(spec.reference())).append('\n');
        }
        return yaml.toString();
    }

    private static void block(StringBuilder yaml, Map<Setting, String> settings, String indent) {
        yaml.append(settings.isEmpty() ? " {}\n" : "\n");
        settings.forEach((setting, value) -> yaml.append(indent)
                .append(setting.key())
                .append(": ")
                .append(YamlFile.quoted(value))
                .append('\n'));
    }

    private static String inBraces(Map<Setting, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> entry.getKey().key() + ": \""
                        + entry.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
