package dev.elbo.cli;

import dev.elbo.experiment.ConfigFile;
import dev.elbo.experiment.RunConfig;
import dev.elbo.experiment.Setting;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** One option per {@link Setting}: the command line and the config file say the same words. */
final class SettingOptions {
    private SettingOptions() {}

    static void addTo(CommandLine command) {
        for (Setting setting : Setting.values()) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("--" + setting.key())
                            .paramLabel(setting.form())
                            .hideParamSyntax(true)
                            .type(String.class)
                            .description(setting.description() + " (default: " + setting.defaultText() + ")")
                            .build());
        }
    }

    /** A config file's settings, then those given as options. */
    static RunConfig config(CommandSpec spec, Path fileOrNull) {
        Map<Setting, String> settings = fileOrNull == null ? new EnumMap<>(Setting.class) : ConfigFile.read(fileOrNull);
        settings.putAll(given(spec));
        return RunConfig.ofSettings(settings);
    }

    static Map<Setting, String> given(CommandSpec spec) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = spec.findOption("--" + setting.key()).getValue();
            if (value != null) {
                settings.put(setting, value);
            }
        }
        return settings;
    }
}
