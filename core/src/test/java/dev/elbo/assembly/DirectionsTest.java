package dev.elbo.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.config.LikelihoodSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.io.ElboException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DirectionsTest {
    private static Dataset rows(int columns, float... values) {
        return new Dataset("wind", RowShape.features(columns), new Values.Floats(values), null, List.of(), List.of());
    }

    private static RunConfig config(String likelihood) {
        return RunConfig.of(Map.of("likelihood", likelihood, "split", "0.5,0.25,0.25", "posterior", "vmf:1"));
    }

    private static final float[] CIRCLE = {1, 0, 0, 1, 0.6f, 0.8f, -0.8f, 0.6f};

    @Test
    void directions_are_modelled_as_they_are_stored() {
        PreparedData prepared = PreparedData.prepare(rows(2, CIRCLE), config("vmf"));
        assertThat(prepared.spec().input()).isEqualTo(ModelSpec.Input.RAW);
        assertThat(prepared.spec().likelihood()).hasToString("vmf");
        assertThat(prepared.spec().discrete()).isFalse();
        assertThat(PreparedData.prepare(
                                rows(4, 1, 0, 0, 1, 0.6f, 0.8f, -0.8f, 0.6f, 0, 1, 1, 0, 0, -1, -1, 0), config("vmf:2"))
                        .spec()
                        .likelihood())
                .isEqualTo(new LikelihoodSpec.Directional(OptionalInt.of(2)));
    }

    @Test
    void other_rows_are_refused_with_their_place() {
        float[] off = CIRCLE.clone();
        off[5] = 2;
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> PreparedData.prepare(rows(2, off), config("vmf")))
                .withMessage("likelihood: vmf needs rows of length 1, but columns 1 to 2 of row 3 of wind have length"
                        + " 2.088; divide them by it, or give angles as cosines and sines");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> PreparedData.prepare(rows(1, 1, 1, 1, 1), config("vmf")))
                .withMessageContaining("give an angle as two columns, its cosine and its sine");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> PreparedData.prepare(rows(2, CIRCLE), config("vmf:3")))
                .withMessageContaining("needs directions of at least 2 columns each");
    }

    @Test
    void standardised_columns_are_no_directions() {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> PreparedData.prepare(
                        rows(2, CIRCLE),
                        RunConfig.of(Map.of("likelihood", "vmf", "scale", "standard", "split", "0.5,0.25,0.25"))))
                .withMessageContaining("use scale none");
    }
}
