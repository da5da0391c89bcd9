package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PictureScaleTest {
    @Test
    void numbers_of_a_unit_interval_are_shown_as_they_are_also_if_they_leave_it_a_little() {
        PictureScale scale = PictureScale.of(new float[] {-0.2f, 0.5f, 1.3f, Float.NaN});
        assertThat(scale.isUnit()).isTrue();
        assertThat(scale.describe()).isEmpty();
        assertThat(scale.title("Samples")).isEqualTo("Samples");
        assertThat(scale.pictures(new float[] {0.25f, 0.5f}, 1, 1, 2).get(0).values())
                .containsExactly(0.25f, 0.5f);
    }

    @Test
    void other_numbers_span_black_to_white_and_say_so() {
        PictureScale scale = PictureScale.of(new float[] {0, 65021}, new float[] {-7.25f});
        assertThat(scale.describe()).isEqualTo("black is -7.25, white 65020");
        assertThat(scale.title("Samples")).isEqualTo("Samples (black is -7.25, white 65020)");
        List<Picture> pictures = scale.pictures(new float[] {-7.25f, 65021, 32506.875f, 0}, 1, 2, 1);
        assertThat(pictures).hasSize(2);
        assertThat(pictures.get(0).values()).containsExactly(0, 1);
        assertThat(pictures.get(1).values()[0]).isEqualTo(0.5f);
    }

    @Test
    void equal_numbers_are_grey_and_not_divided_by_nothing() {
        PictureScale scale = PictureScale.of(new float[] {9, 9});
        assertThat(scale.pictures(new float[] {9, 9}, 1, 1, 2).get(0).values()).containsExactly(0.5f, 0.5f);
    }

    @Test
    void of_four_channels_three_are_shown() {
        Picture picture = new PictureScale(0, 1)
                .pictures(new float[] {0, 0.25f, 0.5f, 0.75f}, 4, 1, 1)
                .get(0);
        assertThat(picture.channels()).isEqualTo(3);
        assertThat(picture.values()).containsExactly(0, 0.25f, 0.5f);
    }
}
