package dev.elbo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.Kl;
import dev.elbo.likelihoods.InnerProduct;
import dev.elbo.objectives.EdgeTerms;
import dev.elbo.objectives.EdgeWeighting;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.posteriors.PosteriorFamily;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.InPlace;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On six nodes: a triangle with a tail, and one node by itself. */
@ExtendWith(InScope.class)
class GraphVaeTest {
    private static final int NODES = 6;
    private static final int[][] NEIGHBOURS = {{1, 2}, {0, 2}, {0, 1, 3}, {2, 4}, {3}, {}};
    private final Parameters parameters = new Parameters();

    @AfterEach
    void close() {
        parameters.close();
    }

    /** One log-variance for all coordinates: a head of another size than the Gaussian family's. */
    private record Isotropic(int latentSize) implements PosteriorFamily {
        @Override
        public int headSize() {
            return latentSize + 1;
        }

        @Override
        public DiagonalGaussian distribution(Tensor head) {
            Tensor mean = head.narrow(-1, 0, latentSize);
            return new DiagonalGaussian(mean, head.narrow(-1, latentSize, 1).expand(mean.size(0), latentSize));
        }

        @Override
        public float[] interpolate(float[] a, float[] b, double t) {
            throw new UnsupportedOperationException("not needed here");
        }
    }

    private GraphVae model(PosteriorFamily family) {
        GraphVae model = GraphVae.declare(
                parameters,
                GraphInput.of(NEIGHBOURS, Optional.empty()),
                5,
                family,
                new StandardPrior(family.latentSize()),
                InnerProduct.fixed(1.5, -0.5));
        parameters.allocate(Rng.ofSeed(3));
        return model;
    }

    private static boolean joined(int i, int j) {
        return Arrays.binarySearch(NEIGHBOURS[i], j) >= 0;
    }

    private static double softplus(double x) {
        return Math.log1p(Math.exp(x));
    }

    /** (nodes, nodes) logits at the draw that the model makes of this stream. */
    private static double[][] logits(GraphVae model, Rng rng) {
        double[] z = model.posterior().rsample(rng.child("posterior"), 1).toDoubles();
        int latent = z.length / NODES;
        double[][] logits = new double[NODES][NODES];
        for (int i = 0; i < NODES; i++) {
            for (int j = 0; j < NODES; j++) {
                logits[i][j] = -0.5;
                for (int d = 0; d < latent; d++) {
                    logits[i][j] += 1.5 * z[i * latent + d] * z[j * latent + d];
                }
            }
        }
        return logits;
    }

    private void assertTermsAreThoseOfEveryPair(PosteriorFamily family) {
        GraphVae model = model(family);
        EdgeTerms terms = model.exactTerms(Rng.ofSeed(7));
        double[][] logits = logits(model, Rng.ofSeed(7));
        double edges = 0;
        double nonEdges = 0;
        double selves = 0;
        for (int i = 0; i < NODES; i++) {
            selves += softplus(-logits[i][i]);
            for (int j = i + 1; j < NODES; j++) {
                edges += joined(i, j) ? softplus(-logits[i][j]) : 0;
                nonEdges += joined(i, j) ? 0 : softplus(logits[i][j]);
            }
        }
        assertThat(terms.edges().item()).isCloseTo(edges, within(1e-5)); // float32 logits below 10
        assertThat(terms.nonEdges().item()).isCloseTo(nonEdges, within(1e-5));
        assertThat(terms.selves().item()).isCloseTo(selves, within(1e-5));
        double kl = Kl.closedForm(model.posterior(), model.prior().distribution())
                .sumAll()
                .item();
        assertThat(terms.kl().item()).isCloseTo(kl, within(1e-6));
    }

    @Test
    void its_exact_terms_are_sums_over_every_pair() {
        assertTermsAreThoseOfEveryPair(new GaussianFamily(3, -20, 20));
    }

    @Test
    void any_family_of_posteriors_fits() {
        assertTermsAreThoseOfEveryPair(new Isotropic(2));
    }

    /** Kipf and Welling's loss as their program writes it: weighted cross-entropy over N² entries of A + I. */
    @Test
    void under_gaes_weights_the_loss_is_gaes() {
        GraphVae model = model(new GaussianFamily(3, -20, 20));
        double loss = EdgeWeighting.GAE
                .of(NODES, 5)
                .loss(model.exactTerms(Rng.ofSeed(7)))
                .item();
        double[][] logits = logits(model, Rng.ofSeed(7));
        double all = NODES * NODES;
        double ones = 10; // sum of A, without the diagonal
        double positiveWeight = (all - ones) / ones;
        double norm = all / ((all - ones) * 2);
        double entropy = 0;
        for (int i = 0; i < NODES; i++) {
            for (int j = 0; j < NODES; j++) {
                boolean label = i == j || joined(i, j);
                entropy += label ? positiveWeight * softplus(-logits[i][j]) : softplus(logits[i][j]);
            }
        }
        double kl = Kl.closedForm(model.posterior(), model.prior().distribution())
                .meanAll()
                .item();
        assertThat(loss).isCloseTo(norm * entropy / all + kl / NODES, within(1e-6));
    }

    @Test
    void sampling_each_non_edge_once_gives_the_exact_terms_and_gradient() {
        GraphVae model = model(new GaussianFamily(3, -20, 20));
        List<long[]> pairs = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            for (int j = i + 1; j < NODES; j++) {
                if (!joined(i, j)) {
                    pairs.add(new long[] {i, j});
                }
            }
        }
        Tensor from = Tensors.of(pairs.stream().mapToLong(p -> p[0]).toArray());
        Tensor to = Tensors.of(pairs.stream().mapToLong(p -> p[1]).toArray());
        double[] sampled = gradient(model.sampledTerms(Rng.ofSeed(7), from, to));
        double[] exact = gradient(model.exactTerms(Rng.ofSeed(7)));
        assertThat(sampled).containsExactly(exact, within(1e-5)); // two orders of float32 sums
        assertThat(Arrays.stream(exact).map(Math::abs).max().orElse(0)).isGreaterThan(0.01);
    }

    private double[] gradient(EdgeTerms terms) {
        InPlace.zero(parameters.gradient());
        EdgeWeighting.ELBO.of(NODES, 5).loss(terms).backward();
        return parameters.gradient().toDoubles();
    }
}
