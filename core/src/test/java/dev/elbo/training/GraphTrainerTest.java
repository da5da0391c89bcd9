package dev.elbo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Edges;
import dev.elbo.data.NodePairs;
import dev.elbo.evaluation.LinkScores;
import dev.elbo.likelihoods.InnerProduct;
import dev.elbo.models.GraphInput;
import dev.elbo.models.GraphVae;
import dev.elbo.objectives.EdgeWeighting;
import dev.elbo.posteriors.GaussianFamily;
import dev.elbo.priors.StandardPrior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.testing.InScope;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On two rings of ten nodes, each node joined to those at most three steps away. */
@ExtendWith(InScope.class)
class GraphTrainerTest {
    private static final int RING = 10;
    private static final Edges EDGES = rings();

    private static Edges rings() {
        IntStream.Builder from = IntStream.builder();
        IntStream.Builder to = IntStream.builder();
        for (int node = 0; node < 2 * RING; node++) {
            int first = node < RING ? 0 : RING;
            for (int step = 1; step <= 3; step++) {
                from.add(node);
                to.add(first + (node - first + step) % RING);
            }
        }
        return Edges.of(
                2 * RING, new NodePairs(from.build().toArray(), to.build().toArray()));
    }

    private static GraphVae model() {
        Parameters parameters = new Parameters();
        GraphVae model = GraphVae.declare(
                parameters,
                GraphInput.of(EDGES.neighbours(), Optional.empty()),
                8,
                new GaussianFamily(4, -20, 20),
                new StandardPrior(4),
                InnerProduct.declare(parameters, 1, 0));
        parameters.allocate(Rng.ofSeed(1));
        return model;
    }

    private static GraphTrainingConfig config(int epochs, EdgeWeighting weighting, int selectEvery) {
        return new GraphTrainingConfig(epochs, 0.01, weighting, selectEvery);
    }

    private static float[] trained(GraphTrainingConfig config, List<GraphEpoch> history) {
        try (GraphVae model = model()) {
            GraphTrainer trainer =
                    new GraphTrainer(model, EDGES, config, Rng.ofSeed(2), () -> 0, TrainingListener.silent());
            trainer.run();
            history.addAll(trainer.history());
            return model.parameters().values().toFloats();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_weighting_learns_which_nodes_belong_together(EdgeWeighting weighting) {
        try (GraphVae model = model()) {
            new GraphTrainer(model, EDGES, config(200, weighting, 0), Rng.ofSeed(2), () -> 0, TrainingListener.silent())
                    .run();
            NodePairs across = new NodePairs(
                    IntStream.range(0, RING).toArray(),
                    IntStream.range(RING, 2 * RING).toArray());
            assertThat(LinkScores.ranking(model, EDGES.pairs(), across).auc())
                    .as("edges above pairs of nodes of different rings")
                    .isGreaterThan(0.95);
        }
    }

    @Test
    void the_bound_grows_with_training() {
        List<GraphEpoch> history = new ArrayList<>();
        trained(config(300, EdgeWeighting.ELBO, 0), history);
        assertThat(history).hasSize(300);
        double first = history.stream()
                .limit(20)
                .mapToDouble(GraphEpoch::loss)
                .average()
                .orElseThrow();
        double last = history.stream()
                .skip(280)
                .mapToDouble(GraphEpoch::loss)
                .average()
                .orElseThrow();
        assertThat(last).isLessThan(0.9 * first);
        GraphEpoch any = history.get(100);
        assertThat(any.loss())
                .as("nats per node")
                .isCloseTo((any.reconstruction() + any.kl()) / (2 * RING), within(1e-9));
    }

    @Test
    void the_same_seed_gives_the_same_bits() {
        assertThat(trained(config(20, EdgeWeighting.PYG, 0), new ArrayList<>()))
                .containsExactly(trained(config(20, EdgeWeighting.PYG, 0), new ArrayList<>()));
    }

    @Test
    void selection_keeps_the_parameters_of_the_best_measurement() {
        Iterator<Double> scores = List.of(0.5, 0.9, 0.7).iterator();
        try (GraphVae model = model()) {
            GraphEpoch chosen = new GraphTrainer(
                            model,
                            EDGES,
                            config(25, EdgeWeighting.GAE, 10), // measured at 10, 20 and at the end
                            Rng.ofSeed(2),
                            scores::next,
                            TrainingListener.silent())
                    .run();
            assertThat(chosen.epoch()).isEqualTo(20);
            assertThat(chosen.validation()).isEqualTo(0.9);
            assertThat(model.parameters().values().toFloats())
                    .containsExactly(trained(config(20, EdgeWeighting.GAE, 0), new ArrayList<>()));
        }
        assertThat(scores.hasNext()).isFalse();
    }

    @Test
    void a_non_finite_step_is_reported_before_it_is_taken() {
        GraphTrainingConfig wild = new GraphTrainingConfig(50, 1e30, EdgeWeighting.GAE, 0);
        assertThatExceptionOfType(NonFiniteException.class)
                .isThrownBy(() -> trained(wild, new ArrayList<>()))
                .withMessageContaining("training stopped at epoch")
                .withMessageContaining("lower the learning rate");
    }

    @Test
    void invalid_settings_are_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(0, EdgeWeighting.GAE, 0))
                .withMessage("epochs must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GraphTrainingConfig(1, Double.NaN, EdgeWeighting.GAE, 0))
                .withMessage("learning rate must be > 0, got NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> config(1, EdgeWeighting.GAE, -1));
    }

    @Test
    void the_most_probable_missing_edges_agree_with_a_full_search() {
        try (GraphVae model = model()) {
            List<LinkScores.Link> all = new ArrayList<>();
            for (int i = 0; i < 2 * RING; i++) {
                for (int j = i + 1; j < 2 * RING; j++) {
                    if (!EDGES.contains(i, j)) {
                        double logit = LinkScores.of(model, new NodePairs(new int[] {i}, new int[] {j}))[0];
                        all.add(new LinkScores.Link(i, j, logit));
                    }
                }
            }
            all.sort((a, b) -> Double.compare(b.logit(), a.logit()));
            List<LinkScores.Link> found = LinkScores.likeliest(model, EDGES, 15);
            assertThat(found).hasSize(15);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).logit()).isCloseTo(all.get(i).logit(), within(1e-5)); // orders of summation
                assertThat(EDGES.contains(found.get(i).from(), found.get(i).to()))
                        .isFalse();
            }
            assertThat(LinkScores.likeliest(model, EDGES, 1000)).hasSameSizeAs(all);
        }
    }
}
