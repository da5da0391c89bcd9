package dev.elbo.cli;

import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.Values;
import dev.elbo.data.sources.DataSource;
import dev.elbo.data.sources.GraphSource;
import dev.elbo.data.sources.KnownData;
import dev.elbo.data.tables.PlainNumbers;
import dev.elbo.io.Shown;
import java.io.PrintWriter;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo data}: lists, downloads and describes data. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "List the known data sets, download one, or describe a file.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DataCommand.ListThem.class, DataCommand.Fetch.class, DataCommand.Info.class})
final class DataCommand implements Runnable {
    private static final int MOST_NAMES = 20;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list, fetch or info is missing after 'elbo data'");
    }

    /** {@code elbo data list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the known data sets.")
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
            description = "Download a known data set, unless it has already been downloaded.")
    static final class Fetch implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private DataOptions data;

        @Parameters(paramLabel = "NAME", description = "a name from 'elbo data list'")
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
            description = "Describe a file, a folder or a known data set: rows, shape, range, labels, split.")
    static final class Info implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private DataOptions data;

        @Mixin
        private TableFlags tables;

        @Parameters(paramLabel = "NAME|PATH", description = "a name from 'elbo data list', or your own file or folder")
        private String source;

        @Override
        public Integer call() {
            if (GraphSource.NAMES.contains(source)) {
                spec.commandLine()
                        .getOut()
                        .println(data.access().openGraph(source).describe());
                return 0;
            }
            return describe(data.access().open(source, ImageOptions.NONE, tables.options()), spec.commandLine());
        }
    }

    private static int describe(Dataset set, CommandLine command) {
        PrintWriter out = command.getOut();
        out.println(Shown.text(set.name()) + ": " + set.rows() + (set.rows() == 1 ? " row of " : " rows of ")
                + set.shape().describe() + ", values " + number(set, set.min()) + " to " + number(set, set.max()));
        if (!set.columnNames().isEmpty()) {
            out.println("columns: " + listed(set.columnNames()));
        }
        if (set.hasLabels()) {
            out.println("labels: " + labels(set));
        }
        set.officialSplit()
                .ifPresent(s -> out.printf(
                        Locale.ROOT,
                        "official split: %d training, %d validation, %d test rows%n",
                        s.train().length,
                        s.validation().length,
                        s.test().length));
        set.notes().forEach(note -> out.println("note: " + Shown.line(note)));
        out.println("SHA-256: " + set.sha256());
        out.flush();
        return 0;
    }

    private static String number(Dataset set, double value) {
        return set.values() instanceof Values.Doubles ? PlainNumbers.text(value) : PlainNumbers.text((float) value);
    }

    private static String labels(Dataset set) {
        if (!set.labelNames().isEmpty()) {
            return listed(set.labelNames());
        }
        IntSummaryStatistics range = IntStream.of(set.labels()).summaryStatistics();
        return range.getMin() + " to " + range.getMax();
    }

    private static String listed(List<String> names) {
        return names.stream().limit(MOST_NAMES).map(Shown::text).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }
}
