package dev.elbo.cli;

import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.sources.DataSource;
import dev.elbo.data.sources.GraphSource;
import dev.elbo.data.sources.KnownData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo data}: what data there are. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "List known data sets, fetch one, or look into a file.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DataCommand.ListThem.class, DataCommand.Fetch.class, DataCommand.Info.class})
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list, fetch or info is missing after 'elbo data'");
    }

    /** {@code elbo data list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Show the data sets that have a name.")
    static final class ListThem implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            for (List<KnownData> sets : List.of(DataSource.known(), GraphSource.known())) {
                sets.forEach(set -> out.printf(Locale.ROOT, "%-8s %s%n", set.name(), set.description()));
            }
            out.flush();
            return 0;
        }
    }

    /** {@code elbo data fetch NAME}. */
    @Command(
            name = "fetch",
            mixinStandardHelpOptions = true,
            description = "Download a named data set, unless it is here.")
    static final class Fetch implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private DataOptions data;

        @Parameters(paramLabel = "NAME", description = "see 'elbo data list'")
        private String name;

        @Override
        public Integer call() {
            return describe(data.access().open(name, ImageOptions.NONE), spec.commandLine());
        }
    }

    /** {@code elbo data info FILE}. */
    @Command(
            name = "info",
            mixinStandardHelpOptions = true,
            description = "Show what Elbo sees in a file, folder or named set.")
    static final class Info implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private DataOptions data;

        @Parameters(paramLabel = "NAME|PATH", description = "a known name, or a file or folder of your own")
        private String source;

        @Override
        public Integer call() {
            if (GraphSource.NAMES.contains(source)) {
                spec.commandLine()
                        .getOut()
                        .println(data.access().openGraph(source).describe());
                return 0;
            }
            return describe(data.access().open(source, ImageOptions.NONE), spec.commandLine());
        }
    }

    private static int describe(Dataset set, CommandLine command) {
        PrintWriter out = command.getOut();
        out.printf(
                Locale.ROOT,
                "%s: %d rows of %s, values %.6g to %.6g%n",
                set.name(),
                set.rows(),
                set.shape().describe(),
                set.min(),
                set.max());
        if (set.hasLabels()) {
            out.printf(Locale.ROOT, "labels: %s%n", String.join(", ", set.labelNames()));
        }
        set.officialSplit()
                .ifPresent(s -> out.printf(
                        Locale.ROOT,
                        "official split: %d training, %d validation, %d test rows%n",
                        s.train().length,
                        s.validation().length,
                        s.test().length));
        set.notes().forEach(note -> out.println("note: " + note));
        out.println("SHA-256: " + set.sha256());
        out.flush();
        return 0;
    }
}
