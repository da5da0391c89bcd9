package dev.elbo.cli;

import dev.elbo.data.DataException;
import dev.elbo.experiment.UserException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Exceptions to one line on standard error and an exit code. */
final class Failures {
    private static final boolean VERBOSE = Boolean.getBoolean("elbo.verbose");

    private Failures() {}

    static int handle(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        boolean users = e instanceof UserException || e instanceof DataException;
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        err.println("elbo: " + message);
        if (VERBOSE) {
            e.printStackTrace(err);
        } else if (!users) {
            err.println("elbo: ELBO_VERBOSE=1 shows where");
        }
        return users ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    static int misuse(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("elbo: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }
}
