package dev.elbo.tasks;

import dev.elbo.assembly.GraphModelBuilder;
import dev.elbo.config.LinkConfig;
import dev.elbo.data.DataException;
import dev.elbo.data.EdgeSplit;
import dev.elbo.data.Edges;
import dev.elbo.data.Graph;
import dev.elbo.data.NodePairs;
import dev.elbo.data.formats.NodeFeatures;
import dev.elbo.data.sources.DataDirectories;
import dev.elbo.data.sources.GraphSource;
import dev.elbo.evaluation.LinkBaseline;
import dev.elbo.evaluation.LinkScores;
import dev.elbo.evaluation.RankingScores;
import dev.elbo.events.RunListener;
import dev.elbo.io.ElboException;
import dev.elbo.io.ElboVersion;
import dev.elbo.models.GraphVae;
import dev.elbo.objectives.PairWeights;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.training.GraphEpoch;
import dev.elbo.training.GraphTrainer;
import dev.elbo.training.TrainingListener;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Link prediction without a run directory: evaluation on a split, or prediction of the most probable missing edges. */
public final class LinkTraining {
    private LinkTraining() {}

    /** Opens the graph of the settings, with the configured features. */
    public static Graph open(LinkConfig config, DataDirectories where) {
        Graph graph = GraphSource.open(config.data(), where);
        return switch (config.features()) {
            case "auto" -> graph;
            case "none" -> graph.withoutFeatures();
            default -> NodeFeatures.read(graph, Path.of(config.features()));
        };
    }

    /** The split for a seed; the same for every model and baseline. */
    public static EdgeSplit split(Graph graph, long seed) {
        return EdgeSplit.random(graph.edges(), Rng.ofSeed(seed).child("split").java());
    }

    /** Trains on the training edges of a split and scores its test pairs. */
    public static LinkResult evaluate(LinkConfig config, Graph graph, EdgeSplit split, RunListener listener) {
        listener.note(graph.describe());
        TorchRuntime.configure(config.threads());
        long start = System.nanoTime();
        try (Scope scope = Scope.open("links")) {
            Rng rng = Rng.ofSeed(config.seed());
            try (GraphVae model =
                    GraphModelBuilder.build(config, split.train(), graph.features(), rng.child("initialise"))) {
                GraphEpoch epoch = trainer(
                                config, model, split.train(), Optional.of(split), rng, TrainingListener.of(listener))
                        .run();
                return scored(config, model, split, epoch, (System.nanoTime() - start) / 1e9);
            }
        }
    }

    /**
     * A trainer of a graph model.
     *
     * @param edges edges to train on
     * @param split for the validation score; null if the configuration does not select an epoch by it
     */
    public static GraphTrainer trainer(
            LinkConfig config,
            GraphVae model,
            Edges edges,
            Optional<EdgeSplit> split,
            Rng rng,
            TrainingListener<GraphEpoch> listener) {
        return new GraphTrainer(
                model,
                edges,
                config.training(),
                rng.child("train"),
                () -> validationAuc(model, split.orElseThrow()),
                listener);
    }

    private static double validationAuc(GraphVae model, EdgeSplit split) {
        return LinkScores.ranking(model, split.validation(), split.validationNegatives())
                .auc();
    }

    /** Test and validation scores of a trained model. */
    public static LinkResult scored(
            LinkConfig config, GraphVae model, EdgeSplit split, GraphEpoch epoch, double seconds) {
        RankingScores test = LinkScores.ranking(model, split.test(), split.testNegatives());
        RankingScores held = LinkScores.ranking(model, split.validation(), split.validationNegatives());
        return result(config, split, epoch, test, held, seconds);
    }

    private static LinkResult result(
            LinkConfig config, EdgeSplit split, GraphEpoch epoch, RankingScores test, RankingScores held, double time) {
        int nodes = split.nodes();
        PairWeights weights =
                config.training().weighting().of(nodes, split.train().size());
        return new LinkResult(
                config.texts(),
                nodes,
                split.train().size(),
                split.validation().size(),
                split.test().size(),
                test.auc(),
                test.averagePrecision(),
                held.auc(),
                held.averagePrecision(),
                epoch.epoch(),
                (epoch.reconstruction() + epoch.kl()) / nodes,
                epoch.kl() / nodes,
                weights.betaOfEdges(),
                weights.betaOfNonEdges(),
                time,
                ElboVersion.version(),
                ElboVersion.revision());
    }

    /** Scores a baseline on the same pairs. */
    public static LinkResult evaluate(LinkBaseline baseline, Graph graph, EdgeSplit split, long seed) {
        int[][] neighbours = split.train().neighbours();
        RankingScores test = ranking(baseline, neighbours, split.test(), split.testNegatives());
        RankingScores held = ranking(baseline, neighbours, split.validation(), split.validationNegatives());
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("data", graph.name());
        settings.put("baseline", baseline.label());
        settings.put("seed", Long.toString(seed));
        return new LinkResult(
                settings,
                split.nodes(),
                split.train().size(),
                split.validation().size(),
                split.test().size(),
                test.auc(),
                test.averagePrecision(),
                held.auc(),
                held.averagePrecision(),
                0,
                null,
                null,
                null,
                null,
                0,
                ElboVersion.version(),
                ElboVersion.revision());
    }

    private static RankingScores ranking(
            LinkBaseline baseline, int[][] neighbours, NodePairs positives, NodePairs negatives) {
        return RankingScores.of(baseline.scores(neighbours, positives), baseline.scores(neighbours, negatives));
    }

    /**
     * A probable missing edge.
     *
     * @param logit higher is more probable; under weightings other than the ELBO it only ranks and is not a log-odds
     */
    public record Prediction(String from, String to, double logit, int commonNeighbours) {}

    /** Trains on all edges of the graph and returns the {@code count} most probable missing edges, best first. */
    public static List<Prediction> predict(LinkConfig config, Graph graph, int count, RunListener listener) {
        checkPrediction(config, graph);
        listener.note(graph.describe());
        TorchRuntime.configure(config.threads());
        try (Scope scope = Scope.open("links")) {
            Rng rng = Rng.ofSeed(config.seed());
            try (GraphVae model =
                    GraphModelBuilder.build(config, graph.edges(), graph.features(), rng.child("initialise"))) {
                trainer(config, model, graph.edges(), Optional.empty(), rng, TrainingListener.of(listener))
                        .run();
                return likeliest(model, graph, count);
            }
        }
    }

    /** @throws ElboException or {@link DataException} in one sentence, if no edge can be predicted */
    public static void checkPrediction(LinkConfig config, Graph graph) {
        if (graph.edges().nonEdges() == 0) {
            throw new DataException("every pair of the " + graph.nodes() + " nodes of '" + graph.name()
                    + "' is already an edge, so none can be missing; use a graph with missing edges");
        }
        if (config.training().selectEvery() > 0) {
            throw new ElboException("select: a prediction trains on all edges, so there are none to validate on;"
                    + " leave it at 'last', and find the number of epochs with an evaluation");
        }
    }

    /** The {@code count} most probable missing edges, best first. */
    public static List<Prediction> likeliest(GraphVae model, Graph graph, int count) {
        int[][] neighbours = graph.edges().neighbours();
        return LinkScores.likeliest(model, graph.edges(), count).stream()
                .map(link -> prediction(graph, neighbours, link))
                .toList();
    }

    private static Prediction prediction(Graph graph, int[][] neighbours, LinkScores.Link link) {
        NodePairs pair = new NodePairs(new int[] {link.from()}, new int[] {link.to()});
        double common = LinkBaseline.COMMON_NEIGHBOURS.scores(neighbours, pair)[0];
        return new Prediction(
                graph.nodeNames().get(link.from()), graph.nodeNames().get(link.to()), link.logit(), (int) common);
    }
}
