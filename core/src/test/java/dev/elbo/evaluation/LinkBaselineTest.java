package dev.elbo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Edges;
import dev.elbo.data.NodePairs;
import org.junit.jupiter.api.Test;

/** 0 and 1 are both connected to 2 and 3; 3 also to 4; 5 is isolated. */
class LinkBaselineTest {
    private static final int[][] NEIGHBOURS = Edges.of(
                    6, new NodePairs(new int[] {0, 0, 1, 1, 3}, new int[] {2, 3, 2, 3, 4}))
            .neighbours();
    private static final NodePairs PAIRS = new NodePairs(new int[] {0, 2, 0, 0}, new int[] {1, 4, 4, 5});

    @Test
    void preferential_attachment_multiplies_the_degrees() {
        assertThat(LinkBaseline.PREFERENTIAL_ATTACHMENT.scores(NEIGHBOURS, PAIRS))
                .containsExactly(4, 2, 2, 0);
    }

    @Test
    void the_order_of_a_pair_does_not_matter() {
        NodePairs turned = new NodePairs(PAIRS.to(), PAIRS.from());
        for (LinkBaseline baseline : LinkBaseline.values()) {
            assertThat(baseline.scores(NEIGHBOURS, turned))
                    .as(baseline.label())
                    .containsExactly(baseline.scores(NEIGHBOURS, PAIRS));
        }
        assertThat(LinkBaseline.ADAMIC_ADAR.label()).isEqualTo("adamic-adar");
    }

    @Test
    void common_neighbours_are_counted() {
        assertThat(LinkBaseline.COMMON_NEIGHBOURS.scores(NEIGHBOURS, PAIRS)).containsExactly(2, 0, 1, 0);
    }

    @Test
    void adamic_adar_weights_common_neighbours_by_inverse_log_degree() {
        double two = 1 / Math.log(2);
        double three = 1 / Math.log(3);
        assertThat(LinkBaseline.ADAMIC_ADAR.scores(NEIGHBOURS, PAIRS))
                .containsExactly(new double[] {two + three, 0, three, 0}, within(1e-12));
    }
}
