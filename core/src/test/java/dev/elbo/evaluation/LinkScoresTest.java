package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Edges;
import dev.elbo.data.NodePairs;
import dev.elbo.likelihoods.InnerProduct;
import dev.elbo.models.GraphInput;
import dev.elbo.models.GraphVae;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.testing.InScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By plain loops over all pairs. */
@ExtendWith(InScope.class)
class LinkScoresTest {
    private static final int LATENT = 3;

    private static Edges randomEdges(int nodes, int pairs) {
        SplittableRandom random = new SplittableRandom(8);
        int[] from = new int[pairs];
        int[] to = new int[pairs];
        for (int i = 0; i < pairs; i++) {
            from[i] = random.nextInt(nodes - 1);
            to[i] = from[i] + 1 + random.nextInt(nodes - 1 - from[i]);
        }
        return Edges.of(nodes, new NodePairs(from, to));
    }

    private static GraphVae model(Edges edges) {
        Parameters parameters = new Parameters();
        GraphVae model = GraphVae.declare(
                parameters,
                GraphInput.of(edges.neighbours(), Optional.empty()),
                5,
                new GaussianFamily(LATENT, -12, 4),
                new StandardPrior(LATENT),
                InnerProduct.fixed(1.5, -0.5));
        parameters.allocate(Rng.ofSeed(3));
        return model;
    }

    private static double logit(float[] z, int i, int j) {
        double product = 0;
        for (int d = 0; d < LATENT; d++) {
            product += (double) z[i * LATENT + d] * z[j * LATENT + d];
        }
        return 1.5 * product - 0.5;
    }

    @ParameterizedTest
    @CsvSource({"30, 25", "1800, 20000"}) // 1800² numbers are more than a block holds
    void the_likeliest_pairs_are_the_best_of_all_that_are_no_edges(int nodes, int count) {
        Edges edges = randomEdges(nodes, 3 * nodes);
        try (GraphVae model = model(edges)) {
            float[] z = model.posterior().mode().toFloats();
            List<LinkScores.Link> all = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                for (int j = i + 1; j < nodes; j++) {
                    if (!edges.contains(i, j)) {
                        all.add(new LinkScores.Link(i, j, logit(z, i, j)));
                    }
                }
            }
            all.sort(Comparator.comparingDouble(LinkScores.Link::logit).reversed());
            List<LinkScores.Link> found = LinkScores.likeliest(model, edges, count);
            assertThat(found).hasSize(count).doesNotHaveDuplicates();
            for (int threads = 1; threads <= 3; threads++) {
                assertThat(TorchRuntime.withThreads(threads, () -> LinkScores.likeliest(model, edges, count)))
                        .isEqualTo(found);
            }
            for (int rank = 0; rank < count; rank++) {
                LinkScores.Link link = found.get(rank);
                assertThat(link.logit()).isCloseTo(all.get(rank).logit(), within(1e-4));
                assertThat(link.logit()).isCloseTo(logit(z, link.from(), link.to()), within(1e-4));
                assertThat(edges.contains(link.from(), link.to())).isFalse();
                assertThat(link.from()).isLessThan(link.to());
            }
        }
    }

    @Test
    void all_pairs_are_told_where_there_are_fewer_than_asked_for() {
        Edges edges = Edges.of(4, new NodePairs(new int[] {0, 1, 2}, new int[] {1, 2, 3}));
        try (GraphVae model = model(edges)) {
            assertThat(LinkScores.likeliest(model, edges, 10))
                    .extracting(link -> link.from() + "-" + link.to())
                    .containsExactlyInAnyOrder("0-2", "0-3", "1-3");
        }
    }

    @Test
    void ties_go_to_the_lower_nodes() {
        // without edges all nodes are encoded by their own row of weights: made equal, every pair scores the same
        Edges edges = Edges.of(5, new NodePairs(new int[] {0}, new int[] {1}));
        try (GraphVae model = model(edges)) {
            for (var parameter : model.parameters().all()) {
                model.parameters()
                        .set(parameter, new float[(int) parameter.tensor().elements()]);
            }
            assertThat(LinkScores.likeliest(model, edges, 4))
                    .extracting(link -> link.from() + "-" + link.to())
                    .containsExactly("0-2", "0-3", "0-4", "1-2");
        }
    }

    @Test
    void chosen_pairs_have_their_own_logits() {
        Edges edges = randomEdges(12, 20);
        try (GraphVae model = model(edges)) {
            float[] z = model.posterior().mode().toFloats();
            double[] scores = LinkScores.of(model, new NodePairs(new int[] {3, 0}, new int[] {7, 11}));
            assertThat(scores).containsExactly(new double[] {logit(z, 3, 7), logit(z, 0, 11)}, within(1e-5));
        }
    }
}
