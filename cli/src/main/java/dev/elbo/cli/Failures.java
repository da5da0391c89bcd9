package dev.elbo.cli;

import dev.elbo.config.schema.ConfigException;
import dev.elbo.io.ElboException;
import dev.elbo.io.Shown;
import dev.elbo.io.Suggestion;
import dev.elbo.tensor.StoppedException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every failure into one line on standard error and an exit code. */
final class Failures {
    private static final boolean VERBOSE = Boolean.getBoolean("elbo.verbose");

    private Failures() {}

    static int handle(Exception e, CommandLine command, ParseResult parsed) {
        return report(e, command);
    }

    /** Reports any throwable in one line, including linkage errors and running out of memory. */
    static int report(Throwable e, CommandLine command) {
        boolean users = e instanceof ElboException
                || e instanceof StoppedException
                || e instanceof UncheckedIOException; // a full disk, a place that cannot be written
        String where = users || VERBOSE ? "" : " (set ELBO_VERBOSE=1 for a stack trace)";
        if (e instanceof ConfigException config) {
            config.faults().forEach(fault -> command.getErr().println("elbo: " + Shown.line(fault.message())));
        } else {
            command.getErr().println("elbo: " + Shown.line(sentence(e)) + where);
        }
        if (VERBOSE) {
            e.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return users ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static String sentence(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return "out of memory; give the JVM more, for example ELBO_JAVA_OPTS=-Xmx8g, or use less data at once";
        }
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return e instanceof ElboException
                ? message
                : message.lines().findFirst().orElseThrow();
    }

    static int misuse(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println("elbo: " + Shown.line(sentence(e, command)) + " (see '" + name + " --help')");
        command.getErr().flush();
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException e, CommandLine command) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched().get(0), command);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing().get(0), command);
        }
        if (e.getArgSpec() != null
                && e.getValue() != null
                && whole(e.getArgSpec().type())) {
            return label(e.getArgSpec()) + ": expected a whole number, got '" + e.getValue() + "'";
        }
        return String.valueOf(e.getMessage()).replaceAll("^Error: |\\.$", "");
    }

    private static String unmatched(String argument, CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        if (argument.startsWith("-")) {
            String option = argument.replaceAll("=.*", "");
            List<String> options = new ArrayList<>();
            command.getCommandSpec().options().forEach(o -> options.addAll(List.of(o.names())));
            return "'" + name + "' has no option '" + option + "'" + Suggestion.phrase(option, options);
        }
        if (!command.getSubcommands().isEmpty()) {
            return "'" + name + "' has no command '" + argument + "'"
                    + Suggestion.phrase(argument, command.getSubcommands().keySet());
        }
        return "'" + name + "' does not expect '" + argument + "'";
    }

    private static String missing(ArgSpec argument, CommandLine command) {
        boolean option = argument instanceof OptionSpec;
        boolean given = option && command.getParseResult().hasMatchedOption((OptionSpec) argument);
        String form = option && !given ? label(argument) + " " + argument.paramLabel() : argument.paramLabel();
        String after = given ? " after " + label(argument) : "";
        return form + " is missing" + after + ": " + String.join(" ", argument.description());
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static boolean whole(Class<?> type) {
        return List.of(int.class, Integer.class, long.class, Long.class).contains(type);
    }
}
