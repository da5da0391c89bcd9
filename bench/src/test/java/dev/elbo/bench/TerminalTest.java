package dev.elbo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Errors are reported in one line, and the exit code distinguishes usage errors from failures. */
class TerminalTest {

    @Command(name = "failing")
    private static final class Failing implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new IllegalStateException("a child ended with code 3");
        }
    }

    private static String said(Object program, int code, String... args) {
        StringWriter err = new StringWriter();
        CommandLine line = Terminal.line(program).setErr(new PrintWriter(err, true));
        assertThat(line.execute(args)).isEqualTo(code);
        return err.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds, 0, 'an integer of at least 1, got 0'",
        "--seconds, -1, 'a positive number, got -1.0'",
        "--threads, 0, 'an integer of at least 1, got 0'"
    })
    void an_effort_that_measures_nothing_is_rejected(String option, String value, String expected) {
        for (Object program : new Object[] {new SideBySide(), new Scaling()}) {
            assertThat(said(program, CommandLine.ExitCode.USAGE, option, value))
                    .hasLineCount(1)
                    .endsWith(": " + option + ": expected " + expected + System.lineSeparator());
        }
    }

    @Test
    void failures_are_reported_without_a_stack_trace() {
        assertThat(said(new Failing(), CommandLine.ExitCode.SOFTWARE))
                .isEqualTo("failing: a child ended with code 3" + System.lineSeparator());
    }

    @Test
    void an_effort_is_described_in_words() {
        assertThat(new Effort(1, 1.5, 2)).hasToString("1 round, 1.50 s of laps in each process; 2 threads");
        assertThat(new Effort(3, 2, 1)).hasToString("3 rounds, 2.00 s of laps in each process; 1 thread");
    }
}
