package dev.elbo.bench;

import dev.elbo.data.Edges;
import dev.elbo.data.Graph;
import dev.elbo.data.NodePairs;
import dev.elbo.data.SparseRows;
import dev.elbo.data.sources.DataDirectories;
import dev.elbo.data.sources.GraphSource;
import dev.elbo.likelihoods.InnerProduct;
import dev.elbo.models.GraphInput;
import dev.elbo.models.GraphVae;
import dev.elbo.objectives.EdgeWeighting;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.SparseMatrix;
import dev.elbo.training.GraphEpoch;
import dev.elbo.training.GraphTrainer;
import dev.elbo.training.GraphTrainingConfig;
import dev.elbo.training.TrainingListener;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Kipf and Welling's graph VAE on all edges of Cora, or of a random graph of its size, with the weighting of their
 * program, in the open scope.
 *
 * @param graph with features
 */
record CoraModel(Graph graph, GraphVae model) implements AutoCloseable {
    static final EdgeWeighting WEIGHTING = EdgeWeighting.GAE;
    private static final int HIDDEN = 32;
    static final int LATENT = 16;
    private static final int NODES = 2708;
    private static final int EDGES = 5278;
    private static final int FEATURES = 1433;
    private static final int ENTRIES = 49_216;

    static boolean available() {
        return GraphSource.available("cora", places());
    }

    private static DataDirectories places() {
        return DataDirectories.of(null, System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static CoraModel open() {
        return of(GraphSource.open("cora", places()));
    }

    /** A random graph as large as Cora, with uniform edges and features. */
    static CoraModel alike() {
        SplittableRandom random = new SplittableRandom(7);
        Edges edges = Edges.of(
                NODES,
                new NodePairs(
                        random.ints(EDGES, 0, NODES).toArray(),
                        random.ints(EDGES, 0, NODES).toArray()));
        float[] features = new float[NODES * FEATURES];
        random.ints(ENTRIES, 0, features.length).forEach(i -> features[i] = 1);
        return of(new Graph(
                "random",
                edges,
                IntStream.range(0, NODES).mapToObj(Integer::toString).toList(),
                Optional.of(SparseRows.ofDense(NODES, FEATURES, features)),
                new Graph.Dropped(0, 0)));
    }

    private static CoraModel of(Graph graph) {
        Parameters parameters = new Parameters();
        GraphVae model = GraphVae.declare(
                parameters,
                GraphInput.of(graph.edges().neighbours(), graph.features().map(CoraModel::matrix)),
                HIDDEN,
                new GaussianFamily(LATENT, -12, 4),
                new StandardPrior(LATENT),
                InnerProduct.fixed(1, 0));
        parameters.allocate(Rng.ofSeed(0).child("initialise"));
        return new CoraModel(graph, model);
    }

    private static SparseMatrix matrix(SparseRows rows) {
        return SparseMatrix.of(rows.rows(), rows.columns(), rows.rowStart(), rows.columnOf(), rows.values());
    }

    Edges edges() {
        return graph.edges();
    }

    GraphTrainer trainer(int epochs, TrainingListener<GraphEpoch> listener) {
        GraphTrainingConfig config = new GraphTrainingConfig(epochs, 0.01, WEIGHTING, 0);
        return new GraphTrainer(model, edges(), config, Rng.ofSeed(1), () -> 0, listener);
    }

    @Override
    public void close() {
        model.close();
    }
}
