package dev.elbo.training;

import dev.elbo.data.Edges;
import dev.elbo.data.NodePairs;
import dev.elbo.data.NonEdges;
import dev.elbo.models.GraphVae;
import dev.elbo.objectives.EdgeTerms;
import dev.elbo.objectives.PairWeights;
import dev.elbo.tensor.InPlace;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** Full-batch training of a {@link GraphVae}: one step of Adam an epoch. Kipf and Welling 2016, section 3. */
public final class GraphTrainer {
    private final GraphVae model;
    private final Edges edges;
    private final GraphTrainingConfig config;
    private final Rng rng;
    private final DoubleSupplier validation;
    private final Listener listener;

    /** Is notified of each epoch. */
    @FunctionalInterface
    public interface Listener {
        Listener SILENT = metrics -> {};

        void onEpoch(GraphEpoch metrics);
    }

    /**
     * @param edges those of the graph the model learns from
     * @param validation a score of the current model on held-out pairs, higher is better; measured only if the
     *     configuration selects by it
     */
    public GraphTrainer(
            GraphVae model,
            Edges edges,
            GraphTrainingConfig config,
            Rng rng,
            DoubleSupplier validation,
            Listener listener) {
        this.model = model;
        this.edges = edges;
        this.config = config;
        this.rng = rng;
        this.validation = validation;
        this.listener = listener;
    }

    /** Trains all epochs and returns the one whose parameters the model then holds: the last, or the best. */
    public GraphEpoch run() {
        Parameters parameters = model.parameters();
        Adam adam = new Adam(parameters, AdamConfig.PAPER);
        Tensor best = config.selectEvery() > 0 ? parameters.newBuffer() : null;
        GraphEpoch chosen = null;
        for (int epoch = 1; epoch <= config.epochs(); epoch++) {
            GraphEpoch metrics = step(epoch, adam);
            boolean measured =
                    config.selectEvery() > 0 && (epoch % config.selectEvery() == 0 || epoch == config.epochs());
            if (measured) {
                metrics = metrics.withValidation(validation.getAsDouble());
                if (chosen == null || metrics.validation() > chosen.validation()) {
                    chosen = metrics;
                    NoGrad.run(() -> InPlace.copy(best, parameters.values()));
                }
            } else if (best == null) {
                chosen = metrics;
            }
            listener.onEpoch(metrics);
        }
        if (best != null) {
            NoGrad.run(() -> InPlace.copy(parameters.values(), best));
        }
        return chosen;
    }

    private GraphEpoch step(int epoch, Adam adam) {
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
            InPlace.zero(model.parameters().gradient());
            loss.backward();
            if (!model.parameters().gradient().allFinite()) {
                throw notFinite(epoch, "gradient");
            }
            adam.step(config.learningRate());
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
