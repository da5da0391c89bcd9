package dev.elbo.cli;

import dev.elbo.config.LinkConfig;
import dev.elbo.config.LinkSetting;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** One option per {@link LinkSetting} for the commands under {@code elbo links}. */
final class LinkOptions {
    private LinkOptions() {}

    static void addTo(CommandLine links) {
        for (CommandLine command : links.getSubcommands().values()) {
            for (LinkSetting setting : LinkSetting.values()) {
                command.getCommandSpec().addOption(option(setting));
            }
        }
    }

    private static OptionSpec option(LinkSetting setting) {
        boolean data = setting == LinkSetting.DATA; // a training nobody asked for should not start on Cora
        return OptionSpec.builder("--" + setting.key())
                .paramLabel(setting.form())
                .hideParamSyntax(true)
                .type(String.class)
                .required(data)
                .description(setting.description() + (data ? "" : " (default: " + setting.defaultText() + ")"))
                .build();
    }

    static LinkConfig config(CommandSpec spec) {
        Map<LinkSetting, String> settings = new EnumMap<>(LinkSetting.class);
        for (LinkSetting setting : LinkSetting.values()) {
            String value = spec.findOption("--" + setting.key()).getValue();
            if (value != null) {
                settings.put(setting, value);
            }
        }
        return LinkConfig.of(settings);
    }
}
