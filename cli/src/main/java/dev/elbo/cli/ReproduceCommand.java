package dev.elbo.cli;

import dev.elbo.experiment.Setting;
import dev.elbo.experiment.reproduction.Reproductions;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code elbo reproduce}: the tables of the literature, published beside ours. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description = "Reproduce a published experiment; runs that stand are kept, half-made ones are resumed.")
final class ReproduceCommand implements Callable<Integer> {
    @Mixin
    private DataOptions data;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "which one; see --list")
    private String name;

    @Option(names = "--list", description = "show the names and their rows")
    private boolean list;

    @Option(names = "--only", paramLabel = "ROW", split = ",", description = "only rows whose names begin so")
    private List<String> only = List.of();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3", description = "runs of each row (default: 3)")
    private int seeds;

    @Option(names = "--first-seed", paramLabel = "N", defaultValue = "0", description = "first of them (default: 0)")
    private int firstSeed;

    @Option(names = "--epochs", paramLabel = "N", description = "fewer epochs, for a quick look")
    private Integer epochs;

    @Option(names = "--threads", paramLabel = "N", description = "threads inside one operation")
    private Integer threads;

    @Option(names = "--out", paramLabel = "DIR", description = "where its runs stand (default: runs/NAME)")
    private Path out;

    @Override
    public Integer call() {
        Map<Setting, String> overrides = new EnumMap<>(Setting.class);
        if (epochs != null) {
            overrides.put(Setting.EPOCHS, epochs.toString());
        }
        if (threads != null) {
            overrides.put(Setting.THREADS, threads.toString());
        }
        Path directory = out != null ? out : Path.of("runs", name);
        Reproductions.run(
                name, only, firstSeed, seeds, overrides, directory, data.access(), ConsoleProgress.standard());
        return 0;
    }
}
