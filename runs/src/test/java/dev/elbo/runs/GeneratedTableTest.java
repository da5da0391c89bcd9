package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.RunConfig;
import dev.elbo.config.Setting;
import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import dev.elbo.runs.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows generated from a model of a table are distributed as its rows, with the default likelihood. */
class GeneratedTableTest {
    private static final int COLUMNS = 3;
    private static final int GENERATED = 20_000;

    @TempDir
    private Path directory;

    /** Height, weight, which depends on it, and temperature, which depends on neither. */
    private Path table() throws IOException {
        Random random = new Random(4);
        StringBuilder csv = new StringBuilder("height,weight,temperature\n");
        for (int row = 0; row < 800; row++) {
            double height = 170 + 10 * random.nextGaussian();
            double weight = 72 + 0.9 * (height - 170) + 6 * random.nextGaussian();
            csv.append(
                    String.format(Locale.ROOT, "%.1f,%.1f,%.2f%n", height, weight, 36.8 + 0.3 * random.nextGaussian()));
        }
        return Files.writeString(directory.resolve("people.csv"), csv);
    }

    /** Mean, then standard deviation of each column. */
    private static double[][] moments(float[] rows) {
        double[][] moments = new double[2][COLUMNS];
        int count = rows.length / COLUMNS;
        for (int i = 0; i < rows.length; i++) {
            moments[0][i % COLUMNS] += rows[i] / (double) count;
        }
        for (int i = 0; i < rows.length; i++) {
            double difference = rows[i] - moments[0][i % COLUMNS];
            moments[1][i % COLUMNS] += difference * difference / count;
        }
        for (int column = 0; column < COLUMNS; column++) {
            moments[1][column] = Math.sqrt(moments[1][column]);
        }
        return moments;
    }

    private static double correlation(float[] rows) {
        double[][] moments = moments(rows);
        double sum = 0;
        for (int i = 0; i < rows.length; i += COLUMNS) {
            sum += (rows[i] - moments[0][0]) * (rows[i + 1] - moments[0][1]);
        }
        return sum / (rows.length / COLUMNS) / moments[1][0] / moments[1][1];
    }

    @Test
    void samples_have_the_means_deviations_and_correlation_of_the_data_and_means_do_not() throws IOException {
        SmallRuns runs = new SmallRuns(directory);
        RunConfig config = RunConfig.ofSettings(Map.of(
                Setting.DATA, table().toString(),
                Setting.POSTERIOR, "normal:2",
                Setting.NETWORK, "mlp:30",
                Setting.LEARNING_RATE, "5e-3",
                Setting.EPOCHS, "150",
                Setting.EARLY_STOPPING, "0",
                Setting.THREADS, "1"));
        Run run = runs.create("run", config);
        run.train();

        Dataset data = run.prepared().data();
        float[] rows = new float[data.rows() * COLUMNS];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = data.raw(i / COLUMNS, i % COLUMNS);
        }
        double[][] expected = moments(rows);
        try (TrainedModel model = TrainedModel.open(run.directory().path())) {
            assertThat(model.spec().likelihood()).hasToString("gaussian:per-column");
            float[] samples = model.generateSamples(GENERATED, 1);
            double[][] sampled = moments(samples);
            double[][] means = moments(model.generate(GENERATED, 1));
            for (int column = 0; column < COLUMNS; column++) {
                double deviation = expected[1][column];
                assertThat(sampled[0][column]).isCloseTo(expected[0][column], within(0.15 * deviation));
                assertThat(sampled[1][column]).isCloseTo(deviation, within(0.1 * deviation));
                assertThat(means[1][column]).isLessThan(0.95 * deviation);
            }
            assertThat(correlation(samples)).isCloseTo(correlation(rows), within(0.12));
        }
    }

    @Test
    void the_report_compares_every_column_with_samples_of_the_model() throws IOException {
        RunConfig config = RunConfig.ofSettings(Map.of(
                Setting.DATA, table().toString(),
                Setting.POSTERIOR, "normal:2",
                Setting.NETWORK, "mlp:8",
                Setting.EPOCHS, "2",
                Setting.EVALUATION_SAMPLES, "2",
                Setting.THREADS, "1"));
        Run run = new SmallRuns(directory).create("reported", config);
        run.train();
        RunReport.write(run);
        assertThat(run.directory().figures().resolve("columns.png")).exists();
        String report = Files.readString(run.directory().report());
        assertThat(report)
                .contains(">height</text>", ">weight</text>", ">temperature</text>", "samples of p(x|z)")
                .contains(">−log density, nats</text>", ">train</text>", ">validation</text>")
                .doesNotContain("first 12");
    }
}
