package dev.elbo.models;

import dev.elbo.distributions.Kl;
import dev.elbo.distributions.UnimodalDistribution;
import dev.elbo.likelihoods.InnerProduct;
import dev.elbo.networks.GraphConvolution;
import dev.elbo.objectives.EdgeTerms;
import dev.elbo.posteriors.PosteriorFamily;
import dev.elbo.priors.Prior;
import dev.elbo.tensor.DType;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;

/**
 * A variational autoencoder of one graph: log p(A) ≥ E log p(A | z) − Σ_i KL(q(z_i | A, X) ‖ p(z)), the pairs being
 * independent given z. Kipf and Welling 2016: two graph convolutions, ReLU between, the second giving the numbers that
 * select the distribution of each node. The family and the prior may be any pair with a closed-form KL.
 */
public record GraphVae(
        GraphInput input,
        GraphConvolution hidden,
        GraphConvolution head,
        PosteriorFamily family,
        Prior prior,
        InnerProduct decoder,
        Parameters parameters)
        implements AutoCloseable {

    /** Declares {@code posterior.hidden.weight} (features, hidden) and {@code posterior.head.weight} (hidden, head). */
    public static GraphVae declare(
            Parameters parameters,
            GraphInput input,
            int hiddenSize,
            PosteriorFamily family,
            Prior prior,
            InnerProduct decoder) {
        GraphConvolution hidden = GraphConvolution.declare(
                parameters, "posterior.hidden", input.propagation(), input.featureCount(), hiddenSize, 1);
        GraphConvolution head = GraphConvolution.declare(
                parameters, "posterior.head", input.propagation(), hiddenSize, family.headSize(), family.headBlocks());
        return new GraphVae(input, hidden, head, family, prior, decoder, parameters);
    }

    /** q(z | A, X): distribution over (nodes, latent). */
    public UnimodalDistribution posterior() {
        return family.distribution(head.apply(hidden.apply(input.features()).relu()));
    }

    /** z (nodes, latent), from and to (pairs) LONG -> (pairs): logits of being joined. */
    public Tensor logits(Tensor z, Tensor from, Tensor to) {
        return decoder.logits(z, from, to);
    }

    /**
     * z (nodes, latent) -> (count, nodes − start): logits of the nodes from {@code start} on with all from there on.
     */
    public Tensor logits(Tensor z, long start, long count) {
        return decoder.logits(z, start, count);
    }

    /** The terms over all pairs, exactly, from one sample of z. */
    public EdgeTerms exactTerms(Rng rng) {
        UnimodalDistribution q = posterior();
        Tensor z = draw(q, rng);
        Tensor edges = decoder.logits(z, input.from(), input.to());
        Tensor nonEdges = decoder.noneJoined(z).minus(sum(edges.softplus()));
        return terms(q, z, edges, nonEdges);
    }

    /**
     * The terms with the sum over pairs that are no edges estimated from uniform samples of them.
     *
     * @param from (sampled pairs) LONG, first nodes
     * @param to (sampled pairs) LONG, second nodes
     */
    public EdgeTerms sampledTerms(Rng rng, Tensor from, Tensor to) {
        UnimodalDistribution q = posterior();
        Tensor z = draw(q, rng);
        Tensor edges = decoder.logits(z, input.from(), input.to());
        double each = input.nonEdges() / (double) from.size(0);
        Tensor nonEdges = sum(decoder.logits(z, from, to).softplus()).times(each);
        return terms(q, z, edges, nonEdges);
    }

    private EdgeTerms terms(UnimodalDistribution q, Tensor z, Tensor edgeLogits, Tensor nonEdges) {
        Tensor joined = sum(edgeLogits.neg().softplus());
        Tensor selves = sum(decoder.selfLogits(z).neg().softplus());
        return new EdgeTerms(joined, nonEdges, selves, sum(Kl.closedForm(q, prior.distribution())));
    }

    private static Tensor draw(UnimodalDistribution q, Rng rng) {
        return q.rsample(rng.child("posterior"), 1).squeeze(0);
    }

    private static Tensor sum(Tensor values) {
        return values.to(DType.DOUBLE).sumAll();
    }

    @Override
    public void close() {
        parameters.close();
    }
}
