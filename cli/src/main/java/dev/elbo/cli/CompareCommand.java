package dev.elbo.cli;

import dev.elbo.cli.console.Output;
import dev.elbo.runs.report.Comparison;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo compare}: tables of evaluated runs. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Compare evaluated runs in a table; runs whose results are not comparable are put in separate tables.")
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "run directories")
    private List<Path> runs;

    @Option(
            names = "--format",
            paramLabel = "text|markdown|csv|latex",
            defaultValue = "text",
            description = "format of the table (default: text)")
    private String format;

    @Override
    public Integer call() {
        for (String table : Comparison.tables(runs, format)) {
            spec.commandLine().getOut().println(Output.harmless(table));
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
