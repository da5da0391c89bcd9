package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizerTest {
    private static final Dataset DATA = new Dataset(
            "n", RowShape.features(2), new Values.Floats(new float[] {1, 5, 3, 5, 100, 7}), null, List.of(), List.of());

    @Test
    void mean_and_standard_deviation_use_only_the_given_rows() {
        Normalizer normalizer = Normalizer.standard(DATA, new int[] {0, 1});
        assertThat(normalizer).isEqualTo(new Normalizer(new double[] {2, 5}, new double[] {1, 1}));
    }

    @Test
    void the_log_determinant_is_that_of_the_map() {
        Normalizer normalizer = new Normalizer(new double[] {0, 0, 0}, new double[] {2, 0.5, 10});
        assertThat(normalizer.logDetJacobian()).isCloseTo(-Math.log(10), within(1e-12));
    }

    @Test
    void a_scale_of_zero_and_a_fit_to_no_rows_are_rejected() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Normalizer(new double[] {1}, new double[] {0}))
                .withMessageContaining("column 0");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Normalizer.standard(DATA, new int[0]))
                .withMessageContaining("without rows");
    }

    @Test
    void columns_far_from_zero_keep_their_differences() {
        double[] times = {1.7e9, 1.7e9 + 7, 1.7e9 + 14};
        Dataset data = new Dataset("t", RowShape.features(1), new Values.Doubles(times), null, List.of(), List.of());
        Normalizer normalizer = Normalizer.standard(data, new int[] {0, 1, 2});
        assertThat(normalizer.shift()[0]).isEqualTo(1.7e9 + 7);
        assertThat(normalizer.scale()[0]).isCloseTo(7 * Math.sqrt(2.0 / 3), within(1e-9));
        float[] encoded = new float[1];
        Encoding.standardised(normalizer).encode(data, 2, encoded, 0);
        assertThat(encoded[0]).isCloseTo((float) Math.sqrt(1.5), within(1e-6f));
    }
}
