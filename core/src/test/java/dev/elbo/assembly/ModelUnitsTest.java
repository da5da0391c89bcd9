package dev.elbo.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.RunConfig;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.io.ElboException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Pictures are given to a model in the units it was trained on. */
class ModelUnitsTest {
    private static final int PIXELS = 30 * 16;

    private static Dataset images(Values values) {
        return new Dataset("images", RowShape.image(1, 4, 4), values, null, List.of(), List.of());
    }

    private static byte[] levels() {
        byte[] levels = new byte[PIXELS];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) random.nextInt(256);
        }
        return levels;
    }

    private static float[] scaled(double factor) {
        byte[] levels = levels();
        float[] scaled = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            scaled[i] = (float) ((levels[i] & 0xff) * factor);
        }
        return scaled;
    }

    private static ModelSpec trainedOn(Dataset data, String scale) {
        return PreparedData.prepare(data, RunConfig.of(Map.of("likelihood", "gaussian:1", "scale", scale)))
                .spec();
    }

    @Test
    void pixel_levels_are_divided_for_a_model_of_pixels_in_the_unit_interval() {
        ModelSpec spec = trainedOn(images(new Values.Floats(scaled(1.0 / 255))), "auto");
        assertThat(spec.input()).isEqualTo(ModelSpec.Input.STANDARDISED);
        Dataset given = spec.inUnits(images(new Values.Bytes(levels(), 255)));
        float[] expected = scaled(1.0 / 255);
        for (int i = 0; i < PIXELS; i++) {
            assertThat(given.raw(i / 16, i % 16)).isCloseTo(expected[i], within(1e-6f));
        }
        assertThat(given.notes()).anySatisfy(note -> assertThat(note).contains("divided by 255"));
    }

    @Test
    void pictures_in_other_units_are_refused() {
        ModelSpec spec = trainedOn(images(new Values.Floats(scaled(1.0 / 255))), "auto");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> spec.inUnits(images(new Values.Floats(scaled(100)))))
                .withMessageContaining("was trained on pixels in [0, 1]");
    }

    /** Their means and deviations could be those of pixels, but they are not. */
    @Test
    void a_model_of_numbers_around_the_unit_interval_takes_them_as_they_are() {
        float[] numbers = new float[PIXELS];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < PIXELS; i++) {
            numbers[i] = (float) (0.4 + 0.4 * random.nextGaussian());
        }
        numbers[0] = 3;
        Dataset data = images(new Values.Floats(numbers));
        ModelSpec spec = trainedOn(data, "auto");
        assertThat(spec.inUnits(data)).isSameAs(data);
    }

    @Test
    void a_model_of_other_numbers_takes_them_as_they_are() {
        ModelSpec ofLevels = trainedOn(images(new Values.Bytes(levels(), 255)), "standard");
        Dataset levels = images(new Values.Bytes(levels(), 255));
        assertThat(ofLevels.inUnits(levels)).isSameAs(levels);
        ModelSpec wide = trainedOn(images(new Values.Floats(scaled(3))), "auto");
        Dataset floats = images(new Values.Floats(scaled(7)));
        assertThat(wide.inUnits(floats)).isSameAs(floats);
    }
}
