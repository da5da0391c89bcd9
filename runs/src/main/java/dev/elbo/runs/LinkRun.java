package dev.elbo.runs;

import dev.elbo.assembly.GraphModelBuilder;
import dev.elbo.config.ConfigFile;
import dev.elbo.config.LinkConfig;
import dev.elbo.config.LinkSetting;
import dev.elbo.data.EdgeSplit;
import dev.elbo.data.Edges;
import dev.elbo.data.Graph;
import dev.elbo.data.formats.EdgeSplitFile;
import dev.elbo.data.sources.DataDirectories;
import dev.elbo.events.Metrics;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.inference.GraphModelFile;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.models.GraphVae;
import dev.elbo.tasks.LinkResult;
import dev.elbo.tasks.LinkTraining;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.StoredTensor;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.training.GraphEpoch;
import dev.elbo.training.GraphTrainer;
import dev.elbo.training.TrainingState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A run of a graph VAE in its own directory: trained on the training edges of a split, to be evaluated on its test
 * pairs, or on all edges of a graph, to predict missing ones. A run that was killed resumes bit for bit. Use from one
 * thread at a time.
 */
public final class LinkRun {
    /** The kind of run in {@code config.yaml}. */
    public static final String KIND = "graph";

    private final RunDirectory directory;
    private final LinkConfig config;
    private final Graph graph;
    private final Optional<EdgeSplit> split;
    private final RunListener listener;

    private LinkRun(
            RunDirectory directory, LinkConfig config, Graph graph, Optional<EdgeSplit> split, RunListener listener) {
        this.directory = directory;
        this.config = config;
        this.graph = graph;
        this.split = split;
        this.listener = listener;
    }

    /**
     * Creates a run.
     *
     * @param out directory of the new run
     * @param split the split whose training edges are used; empty to train on all edges of the graph
     * @throws ElboException in one sentence, if the directory contains a run, or no edge could be predicted
     */
    public static LinkRun create(
            Path out, LinkConfig config, Graph graph, Optional<EdgeSplit> split, RunListener listener) {
        TorchRuntime.configure(config.threads());
        if (split.isEmpty()) {
            LinkTraining.checkPrediction(config, graph);
        }
        RunDirectory directory = RunDirectory.create(out);
        split.ifPresent(edges -> AtomicFiles.writeString(directory.splitFile(), EdgeSplitFile.text(edges)));
        Provenance provenance = Provenance.of(
                config.seed(), config.threads(), graph.name(), graph.nodes(), graph.describe(), graph.sha256());
        AtomicFiles.writeString(directory.provenance(), Json.pretty(provenance));
        AtomicFiles.writeString(directory.config(), ConfigFile.write(KIND, config.settings())); // last: it marks a run
        return new LinkRun(directory, config, graph, split, listener);
    }

    /**
     * Opens a run to resume, evaluate or use it.
     *
     * @throws ElboException in one sentence, if there is none, or its graph has changed
     */
    public static LinkRun open(Path path, DataDirectories where, RunListener listener) {
        RunDirectory directory = RunDirectory.open(path);
        directory.checkKind(KIND);
        LinkConfig config = LinkConfig.of(ConfigFile.read(directory.config(), LinkSetting.all()));
        TorchRuntime.configure(config.threads());
        Graph graph = LinkTraining.open(config, where);
        Provenance provenance = Json.read(directory.provenance(), Provenance.class);
        if (!provenance.dataSha256().equals(graph.sha256())) {
            throw new ElboException("the graph of this run has changed: " + config.data() + " has SHA-256 "
                    + graph.sha256() + ", but the run was created with " + provenance.dataSha256() + "; restore"
                    + " the old graph or start a new run");
        }
        Optional<EdgeSplit> split = Files.exists(directory.splitFile())
                ? Optional.of(EdgeSplitFile.read(directory.splitFile()))
                : Optional.empty();
        return new LinkRun(directory, config, graph, split, listener);
    }

    /** The files of the run. */
    public RunDirectory directory() {
        return directory;
    }

    /** The settings of the run. */
    public LinkConfig config() {
        return config;
    }

    /** The whole graph, including held-out edges. */
    public Graph graph() {
        return graph;
    }

    /** The split whose training edges are used; empty if the run is trained on all edges. */
    public Optional<EdgeSplit> split() {
        return split;
    }

    private Edges edges() {
        return split.map(EdgeSplit::train).orElseGet(graph::edges);
    }

    /**
     * Trains to the end, from the last checkpoint if there is one, and returns the epoch whose parameters are kept.
     *
     * @throws ElboException in one sentence, if the run is being trained elsewhere or its files are damaged
     */
    public GraphEpoch train() {
        TorchRuntime.configure(config.threads());
        try (RunLock lock = RunLock.of(directory)) {
            listener.note(graph.describe());
            return TrainingTime.adding(directory.trainingTime(), lock, () -> fit(lock));
        } catch (RuntimeException e) {
            listener.on(new RunEvent.Failed(RunEvent.TRAINING, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private GraphEpoch fit(RunLock lock) {
        directory.removeLeftovers();
        Rng rng = Rng.ofSeed(config.seed());
        return withModel(rng.child("initialise"), model -> {
            CheckpointListener<GraphEpoch> checkpoints = new CheckpointListener<>(
                    directory, GraphEpoch.COLUMNS, GraphEpoch::csv, this::writeModel, listener, lock);
            GraphTrainer trainer = LinkTraining.trainer(config, model, edges(), split, rng, checkpoints);
            if (Files.exists(directory.checkpoint())) {
                TrainingState<GraphEpoch> state = Checkpoint.read(directory.checkpoint(), GraphEpoch::parse);
                Checkpoint.restore(directory.checkpoint(), () -> trainer.restore(state));
                listener.note("resuming after epoch " + state.epoch());
            }
            GraphEpoch kept = trainer.run();
            checkpoints.writeMetrics(trainer.history());
            writeModel(model.parameters().snapshot());
            return kept;
        });
    }

    private void writeModel(Map<String, StoredTensor> weights) {
        int features = graph.features().map(rows -> rows.columns()).orElse(0);
        GraphModelFile.write(directory.model(), config, graph.nodes(), features, graph.sha256(), weights);
    }

    private <T> T withModel(Rng rng, Function<GraphVae, T> work) {
        try (Scope scope = Scope.open("links");
                GraphVae model = GraphModelBuilder.build(config, edges(), graph.features(), rng)) {
            return work.apply(model);
        }
    }

    private <T> T withTrainedModel(Function<GraphVae, T> work) {
        GraphModelFile.Stored stored = GraphModelFile.read(directory.trainedModel());
        return withModel(Rng.ofSeed(0), model -> {
            try {
                model.parameters().restore(stored.weights());
            } catch (IllegalArgumentException e) {
                throw new ElboException(
                        directory.model() + " is not a valid model file (" + e.getMessage() + "); train it again", e);
            }
            return work.apply(model);
        });
    }

    /** Whether training has finished. */
    public boolean trained() {
        return Files.exists(directory.checkpoint())
                && Files.exists(directory.model())
                && Checkpoint.read(directory.checkpoint(), GraphEpoch::parse).epoch()
                        >= config.training().epochs();
    }

    /**
     * Scores the test pairs of the split and writes {@code evaluation.json}.
     *
     * @throws ElboException if the run was trained on all edges, so that none is held out, or is not trained yet
     */
    public LinkResult evaluate() {
        EdgeSplit held = split.orElseThrow(() -> new ElboException("the run " + directory.path()
                + " was trained on all edges of its graph, so none is held out; start one on a split"));
        TrainingState<GraphEpoch> state = Checkpoint.read(directory.checkpoint(), GraphEpoch::parse);
        GraphEpoch kept = state.history().get(state.earlyStopping().bestEpoch() - 1);
        double seconds = TrainingTime.read(directory.trainingTime()).wallSeconds();
        LinkResult result = withTrainedModel(model -> LinkTraining.scored(config, model, held, kept, seconds));
        AtomicFiles.writeString(directory.evaluation(), Json.pretty(result));
        listener.on(new RunEvent.Evaluated(
                "test",
                Metrics.of(
                        List.of("auc", "average_precision", "validation_auc"),
                        result.auc(),
                        result.averagePrecision(),
                        result.validationAuc())));
        return result;
    }

    /** The {@code count} most probable missing edges, best first. */
    public List<LinkTraining.Prediction> predict(int count) {
        return withTrainedModel(model -> LinkTraining.likeliest(model, graph, count));
    }

    /** (nodes, latent), row-major: posterior modes of the nodes. */
    public float[] encode() {
        return withTrainedModel(model -> model.posterior().mode().toFloats());
    }
}
