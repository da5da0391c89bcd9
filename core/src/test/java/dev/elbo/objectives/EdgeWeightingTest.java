package dev.elbo.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeWeightingTest {

    /** Constants of gae's own loss at the default splits, computed elsewhere. */
    @ParameterizedTest
    @CsvSource({"2708, 4488, 815.99, 0.50061", "3327, 3870, 1429.09, 0.50035", "19717, 37676, 5158.25, 0.50010"})
    void gae_weighs_as_its_program_does(long nodes, long edges, double positiveWeight, double norm) {
        PairWeights weights = EdgeWeighting.GAE.of(nodes, edges);
        double all = (double) nodes * nodes;
        assertThat(weights.edge() / weights.nonEdge()).isCloseTo(positiveWeight, within(0.005));
        assertThat(weights.nonEdge() * all / 2).isCloseTo(norm, within(5e-6)); // each pair occurs twice among the N²
        assertThat(weights.self()).isCloseTo(weights.edge() / 2, within(1e-15));
        assertThat(weights.kl()).isCloseTo(1 / all, within(1e-15));
        assertThat(weights.betaOfNonEdges()).isCloseTo(1 / (2 * norm), within(1e-4));
        assertThat(weights.betaOfEdges()).isCloseTo(1 / (2 * norm * positiveWeight), within(1e-7));
    }

    @Test
    void the_elbo_weighs_everything_alike_but_has_no_diagonal() {
        PairWeights weights = EdgeWeighting.ELBO.of(10, 12);
        assertThat(weights).isEqualTo(new PairWeights(0.1, 0.1, 0, 0.1));
        assertThat(weights.betaOfEdges()).isEqualTo(1);
        assertThat(weights.betaOfNonEdges()).isEqualTo(1);
    }

    @Test
    void pyg_weighs_edges_and_other_pairs_alike_as_a_whole() {
        PairWeights weights = EdgeWeighting.PYG.of(2708, 4488);
        assertThat(weights.edge() * 4488).isCloseTo(1, within(1e-12));
        assertThat(weights.nonEdge() * (2708 * 2707 / 2 - 4488)).isCloseTo(1, within(1e-12));
        assertThat(weights.betaOfEdges())
                .as("half of gae's, since its edge part is twice gae's")
                .isCloseTo(EdgeWeighting.GAE.of(2708, 4488).betaOfEdges() / 2, within(1e-6));
    }

    @Test
    void only_pyg_samples_the_pairs_that_are_no_edges() {
        assertThat(EdgeWeighting.values()).filteredOn(EdgeWeighting::sampled).containsExactly(EdgeWeighting.PYG);
    }
}
