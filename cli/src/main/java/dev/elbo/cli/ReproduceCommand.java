package dev.elbo.cli;

import dev.elbo.config.Setting;
import dev.elbo.reproductions.Reproductions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo reproduce}: the tables of the literature, published beside ours. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description = "Reproduce a published experiment; runs that stand are kept, half-made ones are resumed.")
final class ReproduceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "which one; see --list")
    private @Nullable String name;

    @Option(names = "--list", description = "show the names and their rows")
    private boolean list;

    @Option(names = "--only", paramLabel = "ROW", split = ",", description = "only rows whose names begin so")
    private List<String> only = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "runs of each row (default: as many as the reproduction takes)")
    private @Nullable Integer seeds;

    @Option(
            names = "--first-seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "seed of the first of them (default: 0)")
    private int firstSeed;

    @Option(names = "--epochs", paramLabel = "N", description = "fewer epochs, for a quick look")
    private @Nullable Integer epochs;

    @Option(names = "--threads", paramLabel = "N", description = "threads inside one operation")
    private @Nullable Integer threads;

    @Option(names = "--table", description = "make no runs; show what stands")
    private boolean table;

    @Option(names = "--out", paramLabel = "DIR", description = "where its runs stand (default: runs/NAME)")
    private @Nullable Path out;

    @Override
    public Integer call() {
        PrintWriter console = spec.commandLine().getOut();
        if (list || name == null) {
            for (Reproductions.Entry entry : Reproductions.list()) {
                console.println(entry.name() + ": " + entry.source());
                entry.rows().forEach(row -> console.println("    " + row));
            }
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
                directory);
        String tables = Reproductions.run(request, data.access(), progress);
        progress.finish();
        console.println(tables);
        console.println("report: " + directory.resolve("report.html"));
        console.flush();
        return 0;
    }
}
