package dev.elbo.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResizerTest {
    @Test
    void a_constant_image_stays_constant() {
        float[] image = new float[2 * 7 * 5];
        Arrays.fill(image, 9);
        for (float value : Resizer.resize(image, 2, 7, 5, 3, 11)) {
            assertThat(value).isCloseTo(9, within(1e-5f));
        }
    }

    @Test
    void enlarging_is_bilinear_between_pixel_centres() {
        float[] twice = Resizer.resize(new float[] {0, 4}, 1, 1, 2, 1, 4);
        assertThat(twice).containsExactly(new float[] {0, 1, 3, 4}, within(1e-6f));
    }

    @Test
    void halving_uses_every_pixel() {
        // triangle of radius 2 around 1 and 3 in pixels 0.5, 1.5, 2.5, 3.5: weights 3/7 3/7 1/7 and mirrored
        float[] half = Resizer.resize(new float[] {7, 0, 0, 14}, 1, 1, 4, 1, 2);
        assertThat(half).containsExactly(new float[] {3, 6}, within(1e-5f));
    }

    @Test
    void axes_and_channels_are_not_mixed() {
        float[] image = {0, 0, 8, 8, 1, 3, 1, 3}; // down in the first plane, across in the second
        float[] wide = Resizer.resize(image, 2, 2, 2, 2, 4);
        assertThat(wide)
                .containsExactly(
                        new float[] {0, 0, 0, 0, 8, 8, 8, 8, 1, 1.5f, 2.5f, 3, 1, 1.5f, 2.5f, 3}, within(1e-6f));
    }

    @Test
    void values_never_leave_the_range_of_the_source() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 50; trial++) {
            int height = 1 + random.nextInt(20);
            int width = 1 + random.nextInt(20);
            float[] image = new float[height * width];
            for (int i = 0; i < image.length; i++) {
                image[i] = random.nextInt(2) * 255;
            }
            for (float value :
                    Resizer.resize(image, 1, height, width, 1 + random.nextInt(30), 1 + random.nextInt(30))) {
                assertThat(value).isBetween(-1e-3f, 255.001f);
            }
        }
    }
}
