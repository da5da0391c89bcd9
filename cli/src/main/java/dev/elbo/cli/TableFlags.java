package dev.elbo.cli;

import dev.elbo.config.RunConfig;
import dev.elbo.data.TableOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for reading text tables, outside training, whose settings are the same. */
final class TableFlags {
    @Option(
            names = "--label-column",
            paramLabel = "auto|none|NAME",
            description = "column of a text table that contains the classes (default: one named label, class, target"
                    + " or y)")
    private @Nullable String label;

    @Option(
            names = "--drop",
            paramLabel = "A,B,..",
            description = "columns of a text table to leave out: names, or numbers from 1")
    private @Nullable String drop;

    @Option(
            names = "--keep",
            paramLabel = "A,B,..",
            description = "columns of a text table to read; the others are left out")
    private @Nullable String keep;

    @Option(
            names = "--decimal",
            paramLabel = "auto|point|comma",
            description = "what precedes the decimals in a text table (default: auto, determined by its cells)")
    private @Nullable String decimal;

    TableOptions options() {
        Map<String, String> settings = new LinkedHashMap<>();
        put(settings, "label-column", label);
        put(settings, "drop", drop);
        put(settings, "keep", keep);
        put(settings, "decimal", decimal);
        return RunConfig.of(settings).tables();
    }

    private static void put(Map<String, String> settings, String key, @Nullable String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }
}
