package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.assembly.ModelInitialiser;
import dev.elbo.assembly.PreparedData;
import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Split;
import dev.elbo.data.Values;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Rng;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compared with the definition, on values small enough to compute by hand. */
class ModelInitialiserTest {

    /** Two columns; the last two rows are for validation and test and must not count. */
    private static OutputInitialiser output(RunConfig.DecoderStart start, float... values) {
        Split split = new Split(new int[] {0, 1, 2}, new int[] {3}, new int[] {4});
        Dataset data = new Dataset(
                        "table", RowShape.features(2), new Values.Floats(values), null, List.of(), List.of("a", "b"))
                .withOfficialSplit(split);
        RunConfig config = RunConfig.ofSettings(Map.of(
                Setting.LIKELIHOOD, "gaussian:shared",
                Setting.SCALE, "none",
                Setting.SPLIT, "official"));
        return ModelInitialiser.of(PreparedData.prepare(data, config), start).output();
    }

    private static float logStdDev(float... values) {
        return filled(output(RunConfig.DecoderStart.RANDOM, values).logStdDev(), 1)[0];
    }

    private static float[] filled(Initialiser initialiser, int size) {
        float[] first = new float[size];
        initialiser.fill(first, Rng.ofSeed(0).java());
        return first;
    }

    @Test
    void a_mean_is_initialised_with_the_mean_of_the_training_rows() {
        OutputInitialiser output = output(RunConfig.DecoderStart.MEAN, 1, 1003, 2, 1003, 3, 997, 500, -500, 0, 9);
        assertThat(filled(output.mean().orElseThrow(), 2)).containsExactly(2, 1001);
    }

    @Test
    void a_scale_is_initialised_with_the_standard_deviation_about_the_mean_row() {
        // about the means 2 and 1001: squares 1, 0, 1 and 4, 4, 16 over six numbers
        float first = logStdDev(1, 1003, 2, 1003, 3, 997, 500, -500, 0, 9);
        assertThat(first).isCloseTo((float) (0.5 * Math.log((2 + 24) / 6.0)), within(1e-6f));
    }

    @Test
    void a_mean_that_starts_at_random_does_not_depend_on_the_data() {
        assertThat(output(RunConfig.DecoderStart.RANDOM, 1, 1003, 2, 1003, 3, 997, 500, -500, 0, 9)
                        .mean())
                .isEmpty();
    }

    @Test
    void for_identical_rows_a_scale_starts_at_its_lower_bound() {
        assertThat(logStdDev(1, 2, 1, 2, 1, 2, 5, 6, 7, 8)).isEqualTo((float) ScaleParameter.LOG_LEAST);
    }
}
