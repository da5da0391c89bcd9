package dev.elbo.bench;

import dev.elbo.data.DataDirectories;
import dev.elbo.data.Edges;
import dev.elbo.data.Graph;
import dev.elbo.data.GraphSource;
import dev.elbo.data.SparseRows;
import dev.elbo.likelihoods.InnerProduct;
import dev.elbo.models.GraphInput;
import dev.elbo.models.GraphVae;
import dev.elbo.objectives.EdgeWeighting;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.SparseMatrix;
import dev.elbo.training.GraphTrainer;
import dev.elbo.training.GraphTrainingConfig;
import java.nio.file.Path;

/**
 * Kipf and Welling's graph VAE on all edges of Cora, weights of their program, in the open scope.
 *
 * @param graph with features
 */
record CoraModel(Graph graph, GraphVae model) implements AutoCloseable {
    static final EdgeWeighting WEIGHTING = EdgeWeighting.GAE;
    private static final int HIDDEN = 32;
    static final int LATENT = 16;

    static boolean available() {
        return GraphSource.available("cora", places());
    }

    private static DataDirectories places() {
        return DataDirectories.of(null, System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static CoraModel open() {
        Graph graph = GraphSource.open("cora", places());
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

    /** Trains until the listener stops it. */
    GraphTrainer trainer(GraphTrainer.Listener listener) {
        GraphTrainingConfig config = new GraphTrainingConfig(Integer.MAX_VALUE, 0.01, WEIGHTING, 0);
        return new GraphTrainer(model, edges(), config, Rng.ofSeed(1), () -> 0, listener);
    }

    @Override
    public void close() {
        model.close();
    }
}
