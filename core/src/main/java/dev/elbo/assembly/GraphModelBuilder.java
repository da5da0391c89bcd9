package dev.elbo.assembly;

import dev.elbo.config.LinkConfig;
import dev.elbo.data.Edges;
import dev.elbo.data.SparseRows;
import dev.elbo.likelihoods.InnerProduct;
import dev.elbo.models.GraphInput;
import dev.elbo.models.GraphVae;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.SparseMatrix;
import java.util.Optional;

/** Builds a {@link GraphVae} from a {@link LinkConfig} and a graph. */
public final class GraphModelBuilder {
    private GraphModelBuilder() {}

    /** A model with initialised parameters, allocated in the current scope. */
    public static GraphVae build(LinkConfig config, Edges edges, Optional<SparseRows> features, Rng rng) {
        Parameters parameters = new Parameters();
        InnerProduct decoder = config.decoder().learned()
                ? InnerProduct.declare(
                        parameters, config.decoder().scale(), config.decoder().bias())
                : InnerProduct.fixed(config.decoder().scale(), config.decoder().bias());
        GraphVae model = GraphVae.declare(
                parameters,
                GraphInput.of(edges.neighbours(), features.map(GraphModelBuilder::matrix)),
                config.hidden(),
                config.posterior().family(),
                ModelBuilder.priorWithoutParameters(config.posterior()),
                decoder);
        parameters.allocate(rng);
        return model;
    }

    private static SparseMatrix matrix(SparseRows rows) {
        return SparseMatrix.of(rows.rows(), rows.columns(), rows.rowStart(), rows.columnOf(), rows.values());
    }
}
