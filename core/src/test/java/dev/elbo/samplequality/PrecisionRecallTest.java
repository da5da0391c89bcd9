package dev.elbo.samplequality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Rng;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest {
    private static final Points REFERENCE = Clouds.onLine(0, 1, 10, 13);

    @Test
    void on_a_line_the_shares_are_as_counted_by_hand() {
        // radii of the reference: 1, 1, 3, 3; balls [-1, 1], [0, 2], [7, 13], [10, 16]
        // radii of the generated: 1.5 (0.5 to 2), 1.5, 9 (11 to 2); balls [-1, 2], [0.5, 3.5], [2, 20]
        Points generated = Clouds.onLine(0.5, 2, 11);
        PrecisionRecall counted = PrecisionRecall.of(generated, REFERENCE, 1);
        assertThat(counted.precision()).isEqualTo(1);
        assertThat(counted.recall()).isEqualTo(1);
        assertThat(counted.density()).isCloseTo((2 + 1 + 2) / 3.0, within(1e-12));
        assertThat(counted.coverage()).isEqualTo(1);
    }

    @Test
    void points_outside_lower_precision_and_missing_ones_lower_recall() {
        // generated radii 0.25, 0.25, 4.5; balls [0.25, 0.75], [0.5, 1], [0.75, 9.75]
        Points generated = Clouds.onLine(0.5, 0.75, 5.25);
        PrecisionRecall counted = PrecisionRecall.of(generated, REFERENCE, 1);
        assertThat(counted.precision()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(counted.recall()).isEqualTo(0.25);
        assertThat(counted.density()).isCloseTo(4 / 3.0, within(1e-12));
        assertThat(counted.coverage()).isEqualTo(0.5);
    }

    @Test
    void a_dropped_mode_lowers_recall_and_noise_lowers_precision() {
        Points both = Clouds.normal(300, 3, 0, 1, 1).and(Clouds.normal(300, 3, 20, 1, 2));
        Points one = Clouds.normal(600, 3, 0, 1, 3);
        PrecisionRecall dropped = PrecisionRecall.of(one, both, 5);
        assertThat(dropped.precision()).isGreaterThan(0.9);
        assertThat(dropped.recall()).isBetween(0.4, 0.5);
        assertThat(dropped.coverage()).isBetween(0.4, 0.5);
        PrecisionRecall noisy = PrecisionRecall.of(both, one, 5);
        assertThat(noisy.precision()).isBetween(0.4, 0.51);
        assertThat(noisy.recall()).isGreaterThan(0.9);
    }

    @Test
    void equal_distributions_have_density_about_one_and_the_expected_coverage() {
        PrecisionRecall same = PrecisionRecall.of(Clouds.normal(1500, 4, 0, 1, 1), Clouds.normal(1500, 4, 0, 1, 2), 5);
        assertThat(same.density()).isCloseTo(1, within(0.08));
        assertThat(same.coverage()).isCloseTo(1 - Math.pow(0.5, 5), within(0.02)); // Naeem et al. 2020, section 3.2
    }

    @Test
    void too_many_neighbours_are_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrecisionRecall.of(REFERENCE, REFERENCE, 4))
                .withMessageContaining("more points than neighbours");
    }

    @Test
    void all_measures_are_reported_with_their_number_of_rows() {
        Points reference = Clouds.normal(200, 3, 0, 1, 1);
        SampleQuality same = SampleQuality.of("test", Clouds.normal(300, 3, 0, 1, 2), reference, Rng.ofSeed(1));
        SampleQuality other = SampleQuality.of("test", Clouds.normal(300, 3, 2, 1, 2), reference, Rng.ofSeed(1));
        assertThat(same.count()).isEqualTo(200);
        assertThat(same.mmdPValue()).isGreaterThan(0.01);
        assertThat(other.mmdPValue()).isEqualTo(1.0 / 200);
        assertThat(other.frechet()).isCloseTo(12, within(2.0)).isGreaterThan(same.frechet());
    }
}
