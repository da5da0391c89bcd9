package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SphereMapTest {
    @Test
    void the_poles_are_above_and_below_the_centre_and_the_equator_runs_across() {
        assertThat(SphereMap.project(1, 0, 0)).containsExactly(new double[] {0, 0}, within(1e-15));
        assertThat(SphereMap.project(0, 0, 1)).containsExactly(new double[] {0, 0.5}, within(1e-15));
        assertThat(SphereMap.project(0, 0, -1)).containsExactly(new double[] {0, -0.5}, within(1e-15));
        assertThat(SphereMap.project(-1, 1e-12, 0)[0]).isCloseTo(1, within(1e-9));
        assertThat(SphereMap.project(0, 1, 0)[0]).isBetween(0.4, 0.6);
    }

    /** The map is an ellipse of area π/2 for a sphere of area 4π: an eighth, everywhere. */
    @Test
    void equal_areas_stay_equal() {
        double h = 1e-4;
        for (double longitude : new double[] {-3, -1.2, 0, 0.4, 2.5}) {
            for (double latitude : new double[] {-1.4, -0.3, 0, 0.9, 1.3}) {
                double[] west = at(longitude - h, latitude);
                double[] east = at(longitude + h, latitude);
                double[] south = at(longitude, latitude - h);
                double[] north = at(longitude, latitude + h);
                double area =
                        ((east[0] - west[0]) * (north[1] - south[1]) - (east[1] - west[1]) * (north[0] - south[0]))
                                / (4 * h * h);
                assertThat(area / Math.cos(latitude)).isCloseTo(0.125, within(1e-5));
            }
        }
    }

    private static double[] at(double longitude, double latitude) {
        return SphereMap.project(
                Math.cos(latitude) * Math.cos(longitude), Math.cos(latitude) * Math.sin(longitude), Math.sin(latitude));
    }

    @Test
    void it_has_a_title_a_legend_and_a_dot_for_each_point() {
        double[] points = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        SphereMap map = new SphereMap("Latent sphere", points, new int[] {0, 1, 1}, List.of("a", "b"));
        assertThat(Svg.of(map).texts()).contains("Latent sphere", "a", "b");
        String dots = Svg.of(map).all("path").stream()
                .map(path -> path.getAttribute("d"))
                .reduce("", String::concat);
        assertThat(dots.chars().filter(c -> c == 'M' || c == 'm').count()).isGreaterThanOrEqualTo(3);
        assertThat(map.image().getHeight()).isEqualTo((int) (2 * map.heightFor(map.preferredWidth())));
    }

    @Test
    void three_numbers_and_one_group_belong_to_each_point() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SphereMap("", new double[3], new int[2], List.of()))
                .withMessage("a map requires three numbers and one group per point, got 3 numbers and 2 groups");
    }
}
