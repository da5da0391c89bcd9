package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The outcome of an {@code elbo} command: exit code, standard output, standard error. */
record Outcome(int exit, String out, String err) {

    static Outcome of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Elbo.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = Elbo.execute(line, args);
        return new Outcome(exit, out.toString(), err.toString());
    }

    /** Runs a command written as in a shell, split at blanks, followed by arguments that may contain blanks. */
    static Outcome ofLine(String words, Object... more) {
        List<String> args = new ArrayList<>(List.of(words.split(" +")));
        for (Object argument : more) {
            args.add(argument.toString());
        }
        return of(args.toArray(String[]::new));
    }

    Outcome worked() {
        assertThat(exit).as("exit code; standard error: %s", err).isZero();
        return this;
    }

    /** Exit 2, nothing on standard output, one sentence on standard error. */
    Outcome refused() {
        assertThat(exit).as("exit code; standard error: %s", err).isEqualTo(2);
        assertThat(out).isEmpty();
        assertThat(err.strip()).startsWith("elbo: ").doesNotContain("\n", "\tat ", "Exception", "dev.elbo.");
        return this;
    }

    /** As {@link #refused}, and the sentence contains these words. */
    Outcome refusedWith(CharSequence... words) {
        refused();
        assertThat(err).contains(words);
        return this;
    }
}
