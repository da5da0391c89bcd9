package dev.elbo.bench;

import java.io.UncheckedIOException;
import picocli.CommandLine;

/** Runs programs for the terminal: words for enums, and a single message on failure. */
final class Terminal {
    private Terminal() {}

    /** Runs the program and ends the process with its exit code. */
    static void run(Object program, String... args) {
        System.exit(line(program).execute(args));
    }

    static CommandLine line(Object program) {
        return new CommandLine(program)
                .registerConverter(Work.class, new WordConverter<>(Work::of))
                .registerConverter(Peer.class, new WordConverter<>(Peer::of))
                .registerConverter(Sweep.class, new WordConverter<>(Sweep::of))
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    if (!(exception instanceof IllegalArgumentException
                            || exception instanceof IllegalStateException
                            || exception instanceof UncheckedIOException)) {
                        throw exception; // a bug of ours, with its stack trace
                    }
                    command.getErr().println(command.getCommandName() + ": " + exception.getMessage());
                    return exception instanceof IllegalArgumentException
                            ? CommandLine.ExitCode.USAGE
                            : CommandLine.ExitCode.SOFTWARE;
                });
    }
}
