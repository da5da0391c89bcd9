package dev.elbo.cli;

import dev.elbo.config.ConfigFile;
import dev.elbo.config.LinkConfig;
import dev.elbo.config.LinkSetting;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.config.schema.SettingSchema;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Options generated from the schemas of settings, so that the command line and configuration files use the same words.
 */
final class SettingOptions {

    private SettingOptions() {}

    /** Adds the settings of a run, listed by heading, but for some. */
    static void addTo(CommandLine command, Set<Setting> without) {
        List<Setting> settings = Setting.all().stream()
                .filter(setting -> !without.contains(setting))
                .toList();
        add(command, settings, Set.of());
        command.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> underHeadings(help, settings));
    }

    /** Adds the settings of link prediction to each subcommand of {@code elbo links}. */
    static void addToLinks(CommandLine links) {
        for (CommandLine command : links.getSubcommands().values()) {
            add(command, LinkSetting.all(), Set.of(LinkSetting.DATA)); // training on Cora should not start by default
        }
    }

    private static void add(
            CommandLine command, List<? extends SettingSchema> settings, Set<? extends SettingSchema> required) {
        for (SettingSchema setting : settings) {
            command.getCommandSpec().addOption(option(setting, required.contains(setting)));
        }
    }

    private static OptionSpec option(SettingSchema setting, boolean required) {
        return OptionSpec.builder("--" + setting.key())
                .paramLabel(setting.form().syntax())
                .hideParamSyntax(true)
                .type(String.class)
                .required(required)
                .description(setting.help() + (required ? "" : " (default: " + setting.defaultText() + ")"))
                .build();
    }

    /** The options of the command itself, then the settings by heading. */
    private static String underHeadings(Help help, List<? extends SettingSchema> settings) {
        Set<String> names =
                settings.stream().map(setting -> "--" + setting.key()).collect(Collectors.toSet());
        List<OptionSpec> others = help.commandSpec().options().stream()
                .filter(option -> !names.contains(option.longestName()))
                .toList();
        StringBuilder text = new StringBuilder(layout(help, others));
        Map<String, List<OptionSpec>> byHeading = settings.stream()
                .collect(Collectors.groupingBy(
                        SettingSchema::heading,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                setting -> help.commandSpec().findOption("--" + setting.key()), Collectors.toList())));
        byHeading.forEach((heading, options) ->
                text.append(String.format(Locale.ROOT, "%n%s:%n", heading)).append(layout(help, options)));
        return text.toString();
    }

    private static String layout(Help help, List<OptionSpec> options) {
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(options, help.createDefaultParamLabelRenderer());
        return layout.toString();
    }

    /** The settings of a configuration file, overridden by those given as options. */
    static RunConfig config(CommandSpec spec, @Nullable Path fileOrNull) {
        Map<Setting, String> settings =
                fileOrNull == null ? new LinkedHashMap<>() : new LinkedHashMap<>(ConfigFile.read(fileOrNull));
        settings.putAll(given(spec));
        return RunConfig.ofSettings(settings);
    }

    /** The settings of a run that are given as options. */
    static Map<Setting, String> given(CommandSpec spec) {
        return given(spec, Setting.all());
    }

    /** The settings of link prediction, from the options. */
    static LinkConfig linkConfig(CommandSpec spec) {
        return LinkConfig.of(given(spec, LinkSetting.all()));
    }

    private static <S extends SettingSchema> Map<S, String> given(CommandSpec spec, List<S> settings) {
        Map<S, String> given = new LinkedHashMap<>();
        for (S setting : settings) {
            OptionSpec option = spec.findOption("--" + setting.key());
            String value = option == null ? null : option.getValue();
            if (value != null) {
                given.put(setting, value);
            }
        }
        return given;
    }
}
