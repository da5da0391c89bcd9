package dev.elbo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import dev.elbo.tensor.StoredTensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredRowsTest {
    private static final int ROWS = 20;
    private static final int SAMPLES = 200;

    @TempDir
    Path shared;

    @Test
    void rows_of_another_program_have_the_likelihood_that_the_library_gives_them() {
        SmallRun.make(shared);
        Dataset rows = Step.STANDARD.data(ROWS);
        float[] pixels = new float[ROWS * Step.STANDARD.dataSize()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = rows.values().get(i);
        }
        Exchange.write(shared.resolve("rows"), Map.of("x", new StoredTensor(new long[] {ROWS, 784}, pixels)));
        String answer = StoredRows.likelihood(shared.resolve("digits/model.elbo"), shared.resolve("rows"), SAMPLES);
        Matcher numbers = Pattern.compile("\\{\"nll\": ([0-9.]+), \"standard_error\": ([0-9.]+)}")
                .matcher(answer);
        assertThat(numbers.matches()).as(answer).isTrue();
        try (TrainedModel model = SmallRun.open(shared)) {
            double expected = -model.score(rows, SAMPLES, 7, done -> {}).mean();
            assertThat(Double.parseDouble(numbers.group(1))).isCloseTo(expected, within(0.02 * expected));
        }
        assertThat(ElboPeer.measure(Work.SCORE, 0, shared)).hasSizeGreaterThanOrEqualTo(3);
    }
}
