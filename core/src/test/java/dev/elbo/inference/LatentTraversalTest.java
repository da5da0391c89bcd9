package dev.elbo.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.PosteriorSpec;
import dev.elbo.io.ElboException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One coordinate moves, everything else stays. */
class LatentTraversalTest {
    @Test
    void a_gaussian_coordinate_runs_over_five_standard_deviations_and_the_others_stay() {
        float[] z = new LatentTraversal(PosteriorSpec.parse("normal:3"), new float[] {0.5f, 9, -1}).along(1, 5);
        assertThat(z).containsExactly(0.5f, -2.5f, -1, 0.5f, -1.25f, -1, 0.5f, 0, -1, 0.5f, 1.25f, -1, 0.5f, 2.5f, -1);
    }

    /** Each sphere of a product keeps its length; those of the other factors do not move. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void on_spheres_every_point_has_length_one_and_the_middle_is_the_start(int coordinate) {
        PosteriorSpec posterior = PosteriorSpec.parse("vmf:1x2,2");
        float[] start = {0.6f, 0.8f, 0, 1, 0, 0.28f, 0.96f};
        float[] z = new LatentTraversal(posterior, start).along(coordinate, 5);
        int[][] spheres = {{0, 2}, {2, 4}, {4, 7}};
        for (int step = 0; step < 5; step++) {
            for (int[] sphere : spheres) {
                double length = 0;
                for (int i = sphere[0]; i < sphere[1]; i++) {
                    length += z[7 * step + i] * z[7 * step + i];
                    boolean moves = coordinate >= sphere[0] && coordinate < sphere[1] && step != 2;
                    if (!moves) {
                        assertThat(z[7 * step + i]).isCloseTo(start[i], within(1e-6f));
                    }
                }
                assertThat(length).isCloseTo(1, within(1e-5));
            }
        }
        assertThat(z[7 * 4 + coordinate]).as("a quarter turn towards the axis").isGreaterThanOrEqualTo(0);
    }

    /** By hand: from (0.6, 0.8) a quarter turn towards the first axis is (0.8, −0.6). */
    @Test
    void the_great_circle_leads_towards_the_axis() {
        float[] z = new LatentTraversal(PosteriorSpec.parse("vmf:1"), new float[] {0.6f, 0.8f}).along(0, 3);
        assertThat(z).containsExactly(new float[] {-0.8f, 0.6f, 0.6f, 0.8f, 0.8f, -0.6f}, within(1e-6f));
    }

    @Test
    void the_centre_is_the_origin_or_the_first_axis_of_each_sphere() {
        assertThat(LatentTraversal.fromCentre(PosteriorSpec.parse("normal:2")).along(0, 3))
                .containsExactly(-2.5f, 0, 0, 0, 2.5f, 0);
        float[] turned =
                LatentTraversal.fromCentre(PosteriorSpec.parse("vmf:2,1")).along(3, 3);
        assertThat(turned).containsExactly(new float[] {1, 0, 0, 0, -1, 1, 0, 0, 1, 0, 1, 0, 0, 0, 1}, within(1e-6f));
    }

    @Test
    void what_is_no_latent_coordinate_or_number_of_steps_is_refused() {
        PosteriorSpec posterior = PosteriorSpec.parse("normal:2");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> new LatentTraversal(posterior, new float[3]))
                .withMessageContaining("a latent of 2 coordinates, got 3");
        LatentTraversal traversal = LatentTraversal.fromCentre(posterior);
        assertThatExceptionOfType(ElboException.class).isThrownBy(() -> traversal.along(2, 3));
        assertThatExceptionOfType(ElboException.class).isThrownBy(() -> traversal.along(0, 1));
    }
}
