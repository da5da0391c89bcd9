package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.builtin.Digits;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EncodingTest {
    @Test
    void numbers_whose_square_overflows_are_refused_with_their_place() {
        Dataset data = new Dataset(
                "t",
                RowShape.features(2),
                new Values.Floats(new float[] {1, 2, 3, 1e38f}),
                null,
                java.util.List.of(),
                java.util.List.of());
        Normalizer normalizer = new Normalizer(new double[] {0, 0}, new double[] {1, 0.5f});
        float[] out = new float[4];
        Encoding.standardised(normalizer).encode(data, 0, out, 0);
        assertThat(out[1]).isEqualTo(4);
        for (Encoding encoding : new Encoding[] {Encoding.standardised(normalizer), Encoding.unit()}) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> encoding.encode(data, 1, out, 2))
                    .withMessageStartingWith("'t' has the value 1.0E38 in row 1, column 1 (both counted from 0), ")
                    .withMessageEndingWith("too large for a density; correct it, or remove the row");
        }
    }

    private static final Dataset LEVELS = levels();

    /** Two rows of all 256 levels; the second in reverse. */
    private static Dataset levels() {
        byte[] data = new byte[512];
        for (int i = 0; i < 256; i++) {
            data[i] = (byte) i;
            data[511 - i] = (byte) i;
        }
        return new Dataset("levels", RowShape.features(256), new Values.Bytes(data, 255), null, List.of(), List.of());
    }

    private static Dataset floats(float... values) {
        return new Dataset(
                "f", RowShape.features(values.length), new Values.Floats(values), null, List.of(), List.of());
    }

    private static Dataset bits(int... bits) {
        byte[] data = new byte[bits.length];
        for (int i = 0; i < bits.length; i++) {
            data[i] = (byte) bits[i];
        }
        return new Dataset(
                "bits", RowShape.features(bits.length), new Values.Bytes(data, 1), null, List.of(), List.of());
    }

    private static float[] encode(Encoding encoding, Dataset data, int row) {
        float[] out = new float[data.shape().size()];
        encoding.encode(data, row, out, 0);
        return out;
    }

    @Test
    void unit_values_reach_from_0_to_1_and_land_at_the_offset() {
        float[] out = new float[258];
        out[0] = -1;
        out[257] = -1;
        Encoding.unit().encode(LEVELS, 1, out, 1);
        assertThat(out[0]).isEqualTo(-1);
        assertThat(out[1]).isEqualTo(1);
        assertThat(out[256]).isZero();
        assertThat(out[1 + 127]).isEqualTo(128 / 255f);
        assertThat(out[257]).isEqualTo(-1);
        assertThat(encode(Encoding.unit(), bits(0, 1), 0)).containsExactly(0, 1);
        assertThat(encode(Encoding.unit(), floats(-3.5f, 7), 0)).containsExactly(-3.5f, 7);
    }

    @Test
    void bin_centres_are_the_256_level_grid() {
        float[] out = encode(Encoding.binCentres(), LEVELS, 0);
        for (int v = 0; v < 256; v++) {
            assertThat(out[v]).isEqualTo((float) ((v + 0.5) / 256));
        }
        assertThat(encode(Encoding.binCentres(), floats(0, 0.25f, 1), 0)).containsExactly(0, 0.25f, 1);
    }

    @Test
    void bin_centres_refuse_what_has_no_256_levels() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> encode(Encoding.binCentres(), bits(0, 1), 0))
                .withMessageContaining("needs 0..255");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> encode(Encoding.binCentres(), floats(0, 1.5f), 0))
                .withMessageContaining("needs values in [0, 1]");
    }

    @Test
    void standardised_columns_have_mean_0_and_variance_1() {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[3 * 400];
        for (int row = 0; row < 400; row++) {
            values[3 * row] = 1e4f + random.nextFloat();
            values[3 * row + 1] = -5 * random.nextFloat();
            values[3 * row + 2] = 2.5f;
        }
        Dataset data = new Dataset("s", RowShape.features(3), new Values.Floats(values), null, List.of(), List.of());
        Encoding encoding = Encoding.standardised(Normalizer.standard(data, Split.range(0, 400)));
        double[] sum = new double[3];
        double[] squares = new double[3];
        for (int row = 0; row < 400; row++) {
            float[] out = encode(encoding, data, row);
            for (int i = 0; i < 3; i++) {
                sum[i] += out[i] / 400;
                squares[i] += (double) out[i] * out[i] / 400;
            }
        }
        // 1e4 is stored to 5e-4, against a standard deviation of 0.29: a few thousandths remain
        assertThat(sum[0]).isCloseTo(0, within(5e-3));
        assertThat(squares[0]).isCloseTo(1, within(5e-3));
        assertThat(sum[1]).isCloseTo(0, within(1e-5));
        assertThat(squares[1]).isCloseTo(1, within(1e-5));
        assertThat(squares[2]).as("a constant column").isZero();
    }

    @Test
    void a_normalisation_of_different_columns_is_rejected() {
        Normalizer two = new Normalizer(new double[2], new double[] {1, 1});
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> encode(Encoding.standardised(two), floats(1, 2, 3), 0))
                .withMessage(
                        "'f' has 3 columns, but the normalisation was fitted to 2; use data with the same columns");
    }

    @Test
    void dynamic_binarisation_samples_each_level_with_its_probability() {
        int draws = 20_000;
        Encoding encoding = Encoding.bernoulli(new SplittableRandom(11));
        int[] ones = new int[256];
        float[] out = new float[256];
        for (int draw = 0; draw < draws; draw++) {
            encoding.encode(LEVELS, 0, out, 0);
            for (int v = 0; v < 256; v++) {
                assertThat(out[v] == 0 || out[v] == 1).isTrue();
                ones[v] += (int) out[v];
            }
        }
        assertThat(ones[0]).isZero();
        assertThat(ones[255]).isEqualTo(draws);
        for (int v = 1; v < 255; v++) {
            double p = v / 255.0;
            double bound = 5 * Math.sqrt(draws * p * (1 - p)) + 1; // five standard deviations: 1e-4 over all levels
            assertThat(Math.abs(ones[v] - draws * p)).as("level %d", v).isLessThan(bound);
        }
    }

    @Test
    void neighbouring_pixels_are_sampled_independently() {
        byte[] half = new byte[10_000];
        Arrays.fill(half, (byte) 128);
        Dataset data = new Dataset(
                "h", RowShape.features(half.length), new Values.Bytes(half, 255), null, List.of(), List.of());
        float[] out = encode(Encoding.bernoulli(new SplittableRandom(5)), data, 0);
        for (int lag = 1; lag <= 4; lag++) {
            double product = 0;
            for (int i = 0; i + lag < out.length; i++) {
                product += (out[i] - 128 / 255.0) * (out[i + lag] - 128 / 255.0);
            }
            double bound = 5 * 0.25 * Math.sqrt(out.length); // variance 1/4 times 1/4 per pair
            assertThat(Math.abs(product)).as("lag %d", lag).isLessThan(bound);
        }
    }

    @Test
    void dynamic_binarisation_depends_on_the_seed_and_changes_from_call_to_call() {
        Encoding first = Encoding.bernoulli(new SplittableRandom(1));
        Encoding second = Encoding.bernoulli(new SplittableRandom(1));
        float[] once = encode(first, LEVELS, 0);
        assertThat(encode(second, LEVELS, 0)).isEqualTo(once);
        assertThat(encode(first, LEVELS, 0)).isNotEqualTo(once);
    }

    @Test
    void floats_are_binarised_too_and_must_lie_in_the_unit_interval() {
        Dataset data = floats(0, 1, 0.25f);
        Encoding encoding = Encoding.bernoulli(new SplittableRandom(2));
        int draws = 20_000;
        double[] ones = new double[3];
        for (int i = 0; i < draws; i++) {
            float[] out = encode(encoding, data, 0);
            for (int c = 0; c < 3; c++) {
                ones[c] += out[c];
            }
        }
        assertThat(ones[0]).isZero();
        assertThat(ones[1]).isEqualTo(draws);
        assertThat(ones[2]).isCloseTo(draws * 0.25, within(5 * Math.sqrt(draws * 0.25 * 0.75)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> encode(encoding, floats(0.5f, -0.1f), 0))
                .withMessageContaining("binarisation needs values in [0, 1]");
    }

    @Test
    void binary_data_are_unchanged() {
        assertThat(encode(Encoding.bernoulli(new SplittableRandom(1)), bits(0, 1, 1, 0), 0))
                .containsExactly(0, 1, 1, 0);
    }

    @Test
    void static_binarisation_keeps_labels_and_split_and_is_a_function_of_the_seed() {
        Dataset digits = Digits.generate(50, 4);
        Dataset fixed = Binarisation.fixed(digits, new SplittableRandom(9));
        assertThat(fixed.max()).isEqualTo(1);
        assertThat(((Values.Bytes) fixed.values()).maxValue()).isEqualTo(1);
        assertThat(fixed.labels()).isEqualTo(digits.labels());
        assertThat(fixed.officialSplit()).isEqualTo(digits.officialSplit());
        assertThat(fixed.notes()).hasSize(1);
        assertThat(Binarisation.fixed(digits, new SplittableRandom(9)).sha256()).isEqualTo(fixed.sha256());
        assertThat(Binarisation.fixed(digits, new SplittableRandom(10)).sha256())
                .isNotEqualTo(fixed.sha256());
        assertThat(Binarisation.fixed(fixed, new SplittableRandom(10)).sha256()).isEqualTo(fixed.sha256());
    }
}
