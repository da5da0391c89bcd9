package dev.elbo.cli;

import dev.elbo.cli.console.ConsoleProgress;
import dev.elbo.cli.console.Output;
import dev.elbo.config.LinkConfig;
import dev.elbo.data.EdgeSplit;
import dev.elbo.data.Graph;
import dev.elbo.data.formats.EdgeSplitFile;
import dev.elbo.data.tables.CsvText;
import dev.elbo.evaluation.LinkBaseline;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.report.Table;
import dev.elbo.runs.LinkRun;
import dev.elbo.tasks.LinkResult;
import dev.elbo.tasks.LinkTraining;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code elbo links}: link prediction. */
@Command(
        name = "links",
        mixinStandardHelpOptions = true,
        description = "Predict missing edges of a graph with a graph VAE.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LinksCommand.Predict.class, LinksCommand.Evaluate.class})
final class LinksCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "predict or evaluate is missing after 'elbo links'");
    }

    /** {@code elbo links predict}. */
    @Command(
            name = "predict",
            mixinStandardHelpOptions = true,
            description = "Train on all edges of a graph and list the most probable missing ones, best first. The"
                    + " graph is undirected; self-loops and duplicate edges are dropped and counted, isolated"
                    + " nodes are kept.")
    static final class Predict implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private DataOptions data;

        @Option(
                names = "--top",
                paramLabel = "N",
                defaultValue = "20",
                description = "number of edges to list (default: 20)")
        private int top;

        @Option(
                names = "--run",
                paramLabel = "DIR",
                description =
                        "save the training in this run directory; a run that is already there is resumed and used")
        private @Nullable Path run;

        @Option(names = "--json", description = "print the result as one JSON object instead of CSV")
        private boolean json;

        @Option(names = "--out", paramLabel = "FILE", description = "output file (default: standard output)")
        private @Nullable Path out;

        @Override
        public Integer call() {
            Counts.positive("--top", top);
            refuseExisting(out);
            LinkConfig config = SettingOptions.linkConfig(spec);
            Graph graph = LinkTraining.open(config, data.access().directories());
            ConsoleProgress progress = ConsoleProgress.of(spec);
            List<LinkTraining.Prediction> links = run == null
                    ? LinkTraining.predict(config, graph, top, progress)
                    : trained(run, config, graph, Optional.empty(), data, progress)
                            .predict(top);
            progress.finish();
            String text = json ? json(config, graph, links) : csv(links);
            if (out == null) {
                spec.commandLine().getOut().print(Output.harmless(text));
                spec.commandLine().getOut().flush();
            } else {
                AtomicFiles.writeString(out, text);
            }
            return 0;
        }

        private static String csv(List<LinkTraining.Prediction> links) {
            List<List<String>> rows = links.stream()
                    .map(l -> List.of(
                            l.from(),
                            l.to(),
                            String.format(Locale.ROOT, "%.4f", l.logit()),
                            Integer.toString(l.commonNeighbours())))
                    .toList();
            return CsvText.of(List.of("from", "to", "logit", "common_neighbours"), rows);
        }

        private static String json(LinkConfig config, Graph graph, List<LinkTraining.Prediction> links) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("settings", config.texts());
            result.put("nodes", graph.nodes());
            result.put("edges", graph.edges().size());
            result.put("isolated_nodes", graph.isolated());
            result.put("dropped_self_loops", graph.dropped().selfLoops());
            result.put("dropped_duplicates", graph.dropped().duplicates());
            List<Map<String, Object>> list = new ArrayList<>();
            for (LinkTraining.Prediction link : links) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("from", link.from());
                entry.put("to", link.to());
                entry.put("logit", link.logit());
                entry.put("common_neighbours", link.commonNeighbours());
                list.add(entry);
            }
            result.put("links", list);
            return Json.pretty(result);
        }
    }

    /** {@code elbo links evaluate}. */
    @Command(
            name = "evaluate",
            mixinStandardHelpOptions = true,
            description = "Hold out 5 %% of the edges for validation and 10 %% for testing, train on the rest, and"
                    + " report AUC and average precision next to those of baselines without training.")
    static final class Evaluate implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private DataOptions data;

        @Option(
                names = "--split-file",
                paramLabel = "FILE",
                description = "split to use; if the file does not exist, the split given by the seed is written to it")
        private @Nullable Path splitFile;

        @Option(
                names = "--run",
                paramLabel = "DIR",
                description =
                        "save the training in this run directory; a run that is already there is resumed and used")
        private @Nullable Path run;

        @Option(names = "--json", description = "print the result as one JSON object instead of a table")
        private boolean json;

        @Override
        public Integer call() {
            LinkConfig config = SettingOptions.linkConfig(spec);
            Graph graph = LinkTraining.open(config, data.access().directories());
            EdgeSplit split = split(config, graph);
            ConsoleProgress progress = ConsoleProgress.of(spec);
            Map<String, LinkResult> results = new LinkedHashMap<>();
            results.put(
                    "graph-vae",
                    run == null
                            ? LinkTraining.evaluate(config, graph, split, progress)
                            : trained(run, config, graph, Optional.of(split), data, progress)
                                    .evaluate());
            for (LinkBaseline baseline : LinkBaseline.values()) {
                results.put(baseline.label(), LinkTraining.evaluate(baseline, graph, split, config.seed()));
            }
            progress.finish();
            PrintWriter console = spec.commandLine().getOut();
            console.println(json ? Json.pretty(results).strip() : table(results).text());
            console.flush();
            return 0;
        }

        private EdgeSplit split(LinkConfig config, Graph graph) {
            if (splitFile == null) {
                return LinkTraining.split(graph, config.seed());
            }
            if (!Files.exists(splitFile)) {
                EdgeSplit made = LinkTraining.split(graph, config.seed());
                AtomicFiles.writeString(splitFile, EdgeSplitFile.text(made));
                return made;
            }
            EdgeSplit read = EdgeSplitFile.read(splitFile);
            if (read.nodes() != graph.nodes()
                    || !read.all().pairs().equals(graph.edges().pairs())) {
                throw new ElboException("--split-file " + splitFile + " is a split of another graph"
                        + " than " + graph.name() + " with " + graph.nodes() + " nodes"
                        + " and " + graph.edges().size() + " edges; give the name of a new file to create a split");
            }
            return read;
        }

        private static Table table(Map<String, LinkResult> results) {
            List<List<String>> rows = new ArrayList<>();
            results.forEach((name, r) -> rows.add(List.of(
                    name,
                    percent(r.auc()),
                    percent(r.averagePrecision()),
                    percent(r.validationAuc()),
                    r.betaOfEdges() == null ? "–" : String.format(Locale.ROOT, "%.5f", r.betaOfEdges()),
                    r.betaOfNonEdges() == null ? "–" : String.format(Locale.ROOT, "%.3f", r.betaOfNonEdges()))));
            LinkResult any = results.values().iterator().next();
            return new Table(
                    "",
                    List.of("model", "AUC", "AP", "validation AUC", "β edges", "β non-edges"),
                    rows,
                    String.format(
                            Locale.ROOT,
                            "In percent, on %d test edges and as many non-edges; trained on %d edges. A single"
                                    + " split: expect differences of a few points between seeds.",
                            any.testEdges(),
                            any.trainEdges()));
        }

        private static String percent(double share) {
            return String.format(Locale.ROOT, "%.1f", 100 * share);
        }
    }

    /**
     * A finished run in a directory: a new one, or an existing one with the same settings, which is resumed if
     * necessary.
     */
    private static LinkRun trained(
            Path directory,
            LinkConfig config,
            Graph graph,
            Optional<EdgeSplit> split,
            DataOptions data,
            ConsoleProgress progress) {
        boolean exists = Files.exists(directory.resolve("config.yaml"));
        LinkRun run = exists
                ? LinkRun.open(directory, data.access().directories(), progress)
                : LinkRun.create(directory, config, graph, split, progress);
        if (!run.config().texts().equals(config.texts()) || run.split().isPresent() != split.isPresent()) {
            throw new ElboException("--run " + directory + " contains a run with other settings: "
                    + difference(run, config, split.isPresent()) + "; choose another directory");
        }
        if (!run.trained()) {
            run.train();
        }
        return run;
    }

    private static String difference(LinkRun run, LinkConfig config, boolean split) {
        return run.config().texts().entrySet().stream()
                .filter(setting -> !setting.getValue().equals(config.texts().get(setting.getKey())))
                .map(setting -> setting.getKey() + " " + setting.getValue() + ", not "
                        + config.texts().get(setting.getKey()))
                .findFirst()
                .orElse(split ? "all edges, not those of a split" : "the edges of a split, not all");
    }

    private static void refuseExisting(@Nullable Path out) {
        if (out != null && Files.exists(out)) {
            throw new ElboException(
                    "--out " + out + " already exists and is not overwritten; choose another name or delete it");
        }
    }
}
