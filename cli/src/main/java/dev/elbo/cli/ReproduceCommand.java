package dev.elbo.cli;

import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.config.Setting;
import dev.elbo.reproductions.ReproductionCost;
import dev.elbo.reproductions.Reproductions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo reproduce}: published results next to ours. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description = "Reproduce a published experiment; finished runs are reused, interrupted ones are resumed.")
final class ReproduceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "experiment to reproduce; see --list")
    private @Nullable String name;

    @Option(
            names = "--list",
            description =
                    "list the experiments: what they answer, their rows with the number of finished runs under runs/,"
                            + " and the CPU time of all runs")
    private boolean list;

    @Option(
            names = "--only",
            paramLabel = "ROW",
            split = ",",
            description = "only the row of this name, or if there is none, the rows whose names start with this")
    private List<String> only = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "runs per row (default: depends on the experiment)")
    private @Nullable Integer seeds;

    @Option(
            names = "--first-seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "seed of the first run of each row (default: 0)")
    private int firstSeed;

    @Option(names = "--epochs", paramLabel = "N", description = "number of epochs, for a preview")
    private @Nullable Integer epochs;

    @Option(names = "--threads", paramLabel = "N", description = "threads of each operation")
    private @Nullable Integer threads;

    @Option(names = "--table", description = "do not start any runs; show the results so far")
    private boolean table;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description =
                    "write tables and figures between the markers of this Markdown page as well, and all numbers into"
                            + " a .csv file beside it")
    private @Nullable Path page;

    @Option(names = "--out", paramLabel = "DIR", description = "directory of its runs (default: runs/NAME)")
    private @Nullable Path out;

    @Override
    public Integer call() {
        PrintWriter console = spec.commandLine().getOut();
        if (list || name == null) {
            Reproductions.list(Path.of("runs")).forEach(entry -> print(entry, console));
            console.flush();
            return 0;
        }
        if (seeds != null) {
            Counts.positive("--seeds", seeds);
        }
        Map<Setting, String> overrides = new EnumMap<>(Setting.class);
        if (epochs != null) {
            overrides.put(Setting.EPOCHS, epochs.toString());
        }
        if (threads != null) {
            overrides.put(Setting.THREADS, threads.toString());
        }
        Path directory = out != null ? out : Path.of("runs", name);
        ConsoleProgress progress = ConsoleProgress.of(spec);
        Reproductions.Request request = new Reproductions.Request(
                name,
                only,
                firstSeed,
                seeds == null ? OptionalInt.empty() : OptionalInt.of(seeds),
                overrides,
                table,
                directory,
                Optional.ofNullable(page));
        String tables = Reproductions.run(request, data.access(), progress);
        progress.finish();
        console.println(tables);
        console.println("report: " + directory.resolve("report.html"));
        console.flush();
        return 0;
    }

    private static void print(Reproductions.Entry entry, PrintWriter console) {
        int all = entry.rows().size() * entry.seeds();
        int done = entry.done().stream().mapToInt(n -> n).sum();
        console.println(entry.name() + ": " + entry.source());
        console.println("    " + entry.question());
        console.printf(
                Locale.ROOT,
                "    %d of %d runs done (%d rows, %d seeds)%s%n",
                done,
                all,
                entry.rows().size(),
                entry.seeds(),
                cost(entry.cost(), entry.rows().size()));
        for (int i = 0; i < entry.rows().size(); i++) {
            console.println("      " + entry.rows().get(i)
                    + (entry.done().get(i) == 0 ? "" : ", " + entry.done().get(i) + " done"));
        }
    }

    private static String cost(ReproductionCost cost, int rows) {
        if (cost.unmeasured() == rows) {
            return "; cost not measured";
        }
        String rest = cost.unmeasured() == 0 ? "" : ", without " + cost.unmeasured() + " rows not measured";
        return String.format(Locale.ROOT, "; all of them take %.0f minutes of CPU time%s", cost.minutes(), rest);
    }
}
