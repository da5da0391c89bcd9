package dev.elbo.training;

import dev.elbo.data.Edges;
import dev.elbo.data.NodePairs;
import dev.elbo.data.NonEdges;
import dev.elbo.events.Metrics;
import dev.elbo.events.RunEvent;
import dev.elbo.models.GraphVae;
import dev.elbo.objectives.EdgeTerms;
import dev.elbo.objectives.PairWeights;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** Full-batch training of a {@link GraphVae}: one step of Adam per epoch. Kipf and Welling 2016, section 3. */
public final class GraphTrainer {
    private static final List<String> TERMS = List.of("loss", "reconstruction", "kl");

    private final GraphVae model;
    private final Edges edges;
    private final GraphTrainingConfig config;
    private final Rng rng;
    private final DoubleSupplier validation;
    private final TrainingListener<GraphEpoch> listener;
    private final Adam adam;
    private final BestParameters best;
    private final List<GraphEpoch> history = new ArrayList<>();
    private EarlyStopping chosen = EarlyStopping.START;

    /**
     * @param edges edges of the training graph
     * @param validation score of the current model on held-out pairs, higher is better; measured only if the
     *     configuration selects the model by it
     */
    public GraphTrainer(
            GraphVae model,
            Edges edges,
            GraphTrainingConfig config,
            Rng rng,
            DoubleSupplier validation,
            TrainingListener<GraphEpoch> listener) {
        this.model = model;
        this.edges = edges;
        this.config = config;
        this.rng = rng;
        this.validation = validation;
        this.listener = listener;
        this.adam = new Adam(model.parameters(), AdamConfig.PAPER);
        this.best = new BestParameters(model.parameters(), adam);
    }

    /** All epochs so far. */
    public List<GraphEpoch> history() {
        return List.copyOf(history);
    }

    /** Restores a state received by {@link TrainingListener#onState}; {@link #run} continues from it. */
    public void restore(TrainingState<GraphEpoch> state) {
        best.restore(state);
        chosen = state.earlyStopping();
        history.clear();
        history.addAll(state.history());
    }

    /**
     * Trains all epochs and returns the epoch whose parameters the model then has: the last or the best.
     *
     * @throws NonFiniteException if the loss or the gradient is not finite
     */
    public GraphEpoch run() {
        listener.on(new RunEvent.Started(RunEvent.TRAINING, history.size(), config.epochs(), 1));
        while (history.size() < config.epochs()) {
            GraphEpoch metrics = measured(step(history.size() + 1));
            history.add(metrics);
            boolean improved = chosen.bestEpoch() == metrics.epoch();
            if (improved) {
                best.keep();
            }
            listener.on(new RunEvent.Epoch(
                    RunEvent.TRAINING, metrics.epoch(), config.epochs(), metrics.values(edges.nodes()), improved));
            listener.onState(history.size() == config.epochs(), () -> best.state(chosen, history));
        }
        best.use();
        listener.on(new RunEvent.Finished(RunEvent.TRAINING, chosen.bestEpoch(), "all epochs done"));
        return history.get(chosen.bestEpoch() - 1);
    }

    /** Adds the validation score if it is due. Without selection, the last epoch counts as the best. */
    private GraphEpoch measured(GraphEpoch metrics) {
        int epoch = metrics.epoch();
        if (config.selectEvery() == 0) {
            chosen = new EarlyStopping(Double.NaN, epoch, 0);
            return metrics;
        }
        if (epoch % config.selectEvery() != 0 && epoch != config.epochs()) {
            return metrics;
        }
        GraphEpoch scored = metrics.withValidation(validation.getAsDouble());
        if (chosen.bestEpoch() == 0 || scored.validation() > -chosen.best()) {
            chosen = new EarlyStopping(-scored.validation(), epoch, 0);
        }
        return scored;
    }

    private GraphEpoch step(int epoch) {
        PairWeights weights = config.weighting().of(edges.nodes(), edges.size());
        Rng epochRng = rng.child("epoch", epoch);
        try (Scope scope = Scope.open("graph epoch")) {
            EdgeTerms terms = config.weighting().sampled() ? sampled(epochRng) : model.exactTerms(epochRng);
            Tensor loss = weights.loss(terms);
            GraphEpoch metrics = new GraphEpoch(
                    epoch,
                    loss.item(),
                    terms.edges().item() + terms.nonEdges().item(),
                    terms.kl().item(),
                    Double.NaN);
            if (!Double.isFinite(metrics.loss())) {
                throw notFinite(epoch, "loss");
            }
            model.parameters().differentiate(loss);
            if (!model.parameters().gradientFinite()) {
                throw notFinite(epoch, "gradient");
            }
            adam.step(config.learningRate());
            listener.on(new RunEvent.Step(
                    RunEvent.TRAINING,
                    epoch,
                    1,
                    Metrics.of(
                            TERMS,
                            metrics.loss(),
                            metrics.reconstruction() / edges.nodes(),
                            metrics.kl() / edges.nodes())));
            return metrics;
        }
    }

    private EdgeTerms sampled(Rng epochRng) {
        NodePairs drawn = NonEdges.independent(
                edges, edges.size(), epochRng.child("negatives").java());
        return model.sampledTerms(epochRng, longs(drawn.from()), longs(drawn.to()));
    }

    private static Tensor longs(int[] nodes) {
        return Tensors.of(Arrays.stream(nodes).asLongStream().toArray());
    }

    private static NonFiniteException notFinite(int epoch, String what) {
        return new NonFiniteException(String.format(
                Locale.ROOT,
                "training stopped at epoch %d: the %s is not finite; likely cause: the learning rate is too high or the"
                        + " features are too large; lower the learning rate or scale the features to about [-1, 1]",
                epoch,
                what));
    }
}
