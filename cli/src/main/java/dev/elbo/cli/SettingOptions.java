package dev.elbo.cli;

import dev.elbo.config.ConfigFile;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** One option per {@link Setting}: the command line and the config file say the same words. */
final class SettingOptions {
    private static final Map<String, List<Setting>> HEADINGS = headings();

    private SettingOptions() {}

    static void addTo(CommandLine command) {
        for (Setting setting : Setting.values()) {
            command.getCommandSpec().addOption(option(setting));
        }
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, SettingOptions::underHeadings);
    }

    /** Options of the command itself, then the settings by what they are about. */
    private static String underHeadings(Help help) {
        List<OptionSpec> others = help.commandSpec().options().stream()
                .filter(option -> !isSetting(option))
                .toList();
        StringBuilder text = new StringBuilder(layout(help, others));
        HEADINGS.forEach((heading, settings) -> {
            List<OptionSpec> options = settings.stream()
                    .map(setting -> help.commandSpec().findOption("--" + setting.key()))
                    .toList();
            text.append(String.format("%n%s%n", heading)).append(layout(help, options));
        });
        return text.toString();
    }

    private static boolean isSetting(OptionSpec option) {
        return Arrays.stream(Setting.values()).anyMatch(setting -> ("--" + setting.key()).equals(option.longestName()));
    }

    private static String layout(Help help, List<OptionSpec> options) {
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(options, help.createDefaultParamLabelRenderer());
        return layout.toString();
    }

    private static OptionSpec option(Setting setting) {
        return OptionSpec.builder("--" + setting.key())
                .paramLabel(setting.form())
                .hideParamSyntax(true)
                .type(String.class)
                .description(setting.description() + " (default: " + setting.defaultText() + ")")
                .build();
    }

    private static Map<String, List<Setting>> headings() {
        Map<String, List<Setting>> headings = new LinkedHashMap<>();
        headings.put("Data:", range(Setting.DATA, Setting.SCALE));
        headings.put("Model:", range(Setting.POSTERIOR, Setting.NETWORK));
        headings.put("Training:", range(Setting.OBJECTIVE, Setting.SAMPLES));
        headings.put("Evaluation and repeatability:", range(Setting.EVALUATION_SAMPLES, Setting.THREADS));
        return headings;
    }

    private static List<Setting> range(Setting first, Setting last) {
        return List.copyOf(EnumSet.range(first, last));
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
