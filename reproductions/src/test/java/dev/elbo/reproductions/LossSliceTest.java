package dev.elbo.reproductions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Valleys counted on slices drawn by hand. */
class LossSliceTest {
    private static LossSlice slice(String losses) {
        String[] parts = losses.split(" ");
        double[] at = new double[parts.length];
        double[][] values = new double[1][parts.length];
        for (int i = 0; i < parts.length; i++) {
            at[i] = i;
            values[0][i] = Double.parseDouble(parts[i]);
        }
        return new LossSlice("by hand", at, values);
    }

    @ParameterizedTest
    @CsvSource({
        "9 5 2 1 3 8, 1",
        "9 1 5 2 8, 2",
        "9 1 1.01 1 8, 1", // a dent of less than a hundredth
        "9 8 4 1, 1", // the end of a slope
        "1 5 9, 1", // its start
        "9 1 5 2 8 3, 3",
    })
    void minima_are_valleys_deeper_than_a_dent(String losses, int minima) {
        assertThat(slice(losses).minima(0)).isEqualTo(minima);
    }

    @Test
    void the_lowest_point_and_the_range_are_those_of_the_slice() {
        LossSlice slice = slice("9 5 1 3");
        assertThat(slice.lowest(0)).isEqualTo(2);
        assertThat(slice.scaled(0)).containsExactly(1, 0.5, 0, 0.25);
    }

    @Test
    void the_depth_of_a_slice_is_in_nats_and_its_figure_marks_both_models() {
        LossSlice slice = new LossSlice(
                LossSlices.TOWARDS_MANY, new double[] {0, 0.5, 1}, new double[][] {{5, 9005, 41}, {1, 2, 3}});
        assertThat(slice.depths(0)).containsExactly(0, 9000, 36);
        String svg = LossSliceFigures.of(List.of(slice), new double[] {1e-4, 1})
                .get(0)
                .figure()
                .svg();
        assertThat(svg).contains("γ = 0.0001", "γ = 1<", ">one latent<", ">many<", ">1000<", "nats");
        assertThat(svg.split("<circle", -1)).hasSize(3);
    }
}
