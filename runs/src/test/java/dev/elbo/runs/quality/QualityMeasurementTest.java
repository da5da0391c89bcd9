package dev.elbo.runs.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.config.FeatureSpec;
import dev.elbo.config.RunConfig;
import dev.elbo.config.SamplerSpec;
import dev.elbo.data.Dataset;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.data.sources.DataDirectories;
import dev.elbo.data.sources.Downloader;
import dev.elbo.events.RunListener;
import dev.elbo.io.ElboException;
import dev.elbo.runs.Run;
import dev.elbo.runs.report.QualityTables;
import dev.elbo.runs.report.RunReport;
import dev.elbo.testing.Messages;
import dev.elbo.testing.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityMeasurementTest {
    @TempDir
    Path folder;

    private final List<String> messages = new ArrayList<>();
    private DataAccess access;
    private FeatureSpaces spaces;
    private Run run;

    @BeforeEach
    void train() {
        access = new DataAccess(new DataDirectories(List.of(folder), folder.resolve("cache")), new Downloader(true));
        spaces = FeatureSpaces.shared(access, new Messages(messages));
        run = trained("run", "square");
    }

    private Run trained(String name, String data) {
        RunConfig config = RunConfig.of(Map.of(
                "data",
                data,
                "posterior",
                "normal:2",
                "network",
                "mlp:8",
                "epochs",
                "1",
                "threads",
                "1",
                "evaluation-samples",
                "2"));
        Run created = Run.create(folder.resolve(name), config, access, RunListener.SILENT);
        created.train();
        return created;
    }

    private static QualityRequest request(String features, String sampler, String part, int count, long seed) {
        return new QualityRequest(
                FeatureSpec.parse(features),
                SamplerSpec.parse(sampler),
                OptionalDouble.empty(),
                QualityRequest.Output.AUTO,
                part,
                OptionalInt.of(count),
                seed);
    }

    private QualityResult measure(String features, String sampler, String part, int count, long seed) {
        return QualityMeasurement.measure(run, request(features, sampler, part, count, seed), spaces);
    }

    /** Fréchet distance of plane points by the closed form of the root of a product of 2 x 2 matrices. */
    private static double frechet(double[][] a, double[][] b) {
        double[] one = moments(a);
        double[] two = moments(b);
        double mean = Math.pow(one[0] - two[0], 2) + Math.pow(one[1] - two[1], 2);
        double product = one[2] * two[2] + 2 * one[3] * two[3] + one[4] * two[4];
        double determinants = (one[2] * one[4] - one[3] * one[3]) * (two[2] * two[4] - two[3] * two[3]);
        double root = Math.sqrt(product + 2 * Math.sqrt(determinants));
        return mean + one[2] + one[4] + two[2] + two[4] - 2 * root;
    }

    /** Means, variance, covariance, variance. */
    private static double[] moments(double[][] points) {
        double x = Arrays.stream(points).mapToDouble(p -> p[0]).average().orElseThrow();
        double y = Arrays.stream(points).mapToDouble(p -> p[1]).average().orElseThrow();
        double[] sums = new double[3];
        for (double[] p : points) {
            sums[0] += (p[0] - x) * (p[0] - x);
            sums[1] += (p[0] - x) * (p[1] - y);
            sums[2] += (p[1] - y) * (p[1] - y);
        }
        int n = points.length - 1;
        return new double[] {x, y, sums[0] / n, sums[1] / n, sums[2] / n};
    }

    /** Rows of a set, standardised by the training and validation rows. */
    private double[][] standardised(int[] rows) {
        return run.useAll((model, prepared) -> {
            Dataset data = prepared.data();
            int[] seen = IntStream.concat(
                            Arrays.stream(prepared.split().train()),
                            Arrays.stream(prepared.split().validation()))
                    .toArray();
            double[][] points = new double[rows.length][2];
            for (int column = 0; column < 2; column++) {
                int c = column;
                double mean = Arrays.stream(seen)
                        .mapToDouble(r -> data.value(r, c))
                        .average()
                        .orElseThrow();
                double variance = Arrays.stream(seen)
                        .mapToDouble(r -> Math.pow(data.value(r, c) - mean, 2))
                        .average()
                        .orElseThrow();
                for (int i = 0; i < rows.length; i++) {
                    points[i][c] = (data.value(rows[i], c) - mean) / Math.sqrt(variance);
                }
            }
            return points;
        });
    }

    @Test
    void real_rows_and_samples_are_measured_in_standardised_columns_against_every_second_row() {
        QualityResult result = measure("stored", "prior", "test", 500, 3);
        int[] test = run.useAll((model, prepared) -> prepared.split().test());
        assertThat(test).hasSize(1000);
        int[] even = IntStream.range(0, 500).map(i -> test[2 * i]).toArray();
        int[] odd = IntStream.range(0, 500).map(i -> test[2 * i + 1]).toArray();
        assertThat(result.realRows().frechet()).isCloseTo(frechet(standardised(odd), standardised(even)), within(1e-6));
        assertThat(result.coordinates()).isEqualTo(2);
        assertThat(result.count()).isEqualTo(500);
        assertThat(result.output()).as("tables are sampled from p(x|z)").isEqualTo("sample");
        assertThat(result.realRows().mmdPValue()).as("the same distribution").isGreaterThan(0.01);
        assertThat(result.samples().frechet())
                .as("one epoch")
                .isGreaterThan(result.realRows().frechet());
        assertThat(result.featureSpace()).isEqualTo("the values of square, of standardised columns");
    }

    @Test
    void results_are_kept_by_request_and_dropped_with_the_model() throws IOException {
        QualityResult first = measure("pca", "prior", "test", 40, 0);
        assertThat(measure("pca", "prior", "test", 40, 0)).isEqualTo(first);
        assertThat(QualityFile.read(run.directory())).containsExactly(first);
        QualityResult seed = measure("pca", "prior", "test", 40, 1);
        QualityResult sampler = measure("pca", "mixture:2", "test", 40, 0);
        QualityResult count = measure("pca", "prior", "test", 50, 0);
        QualityResult part = measure("pca", "prior", "validation", 40, 0);
        assertThat(QualityFile.read(run.directory())).containsExactly(first, seed, sampler, count, part);
        assertThat(sampler.realRows()).isEqualTo(first.realRows());
        assertThat(QualityTables.of(QualityFile.read(run.directory())))
                .as("only another sampler shares a table")
                .hasSize(4)
                .first()
                .satisfies(table -> assertThat(table.rows()).hasSize(4));

        RunReport.write(run);
        assertThat(Files.readString(run.directory().report())).contains("Sample quality in the feature space");

        Files.copy(
                trained("other", "circle").directory().model(),
                run.directory().model(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(QualityFile.read(run.directory())).as("of another model").isEmpty();
        Files.writeString(run.directory().sampleQuality(), "{\"results\": [{\"features\": \"pca\"}]}");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> QualityFile.read(run.directory()))
                .withMessageContaining("delete the file and measure the samples again");
    }

    @Test
    void a_classifier_is_trained_once_for_all_runs_with_the_same_rows_and_labels() throws IOException {
        StringBuilder csv = new StringBuilder("a,b,class\n");
        StringBuilder relabelled = new StringBuilder("a,b,class\n");
        for (int i = 0; i < 300; i++) {
            String row = i % 3 * 1000 + i + "," + 0.001 * (i * 7 % 11) + ",";
            csv.append(row).append("xyz".charAt(i % 3)).append('\n');
            relabelled.append(row).append("xyz".charAt(i % 2)).append('\n');
        }
        Path one = Files.writeString(folder.resolve("one.csv"), csv);
        Path other =
                Files.writeString(Files.createDirectory(folder.resolve("b")).resolve("one.csv"), relabelled);
        run = trained("first", one.toString());
        QualityResult first = measure("auto", "prior", "test", 10, 0);
        assertThat(first.features()).isEqualTo("classifier");
        assertThat(first.featureSpace()).contains("classifier on", "test accuracy", "of standardised columns");
        assertThat(first.notes()).anyMatch(note -> note.contains("10 rows in 128 coordinates"));
        run = trained("second", one.toString());
        QualityResult second = measure("classifier", "prior", "test", 10, 0);
        assertThat(second).isEqualTo(first);
        assertThat(messages)
                .filteredOn(m -> m.startsWith("training the classifier"))
                .hasSize(1);
        run = trained("third", other.toString());
        assertThat(measure("classifier", "prior", "test", 10, 0).featuresDigest())
                .as("the same values with other labels")
                .isNotEqualTo(first.featuresDigest());
        assertThat(messages)
                .filteredOn(m -> m.startsWith("training the classifier"))
                .hasSize(2);
    }

    @Test
    void a_network_of_the_user_is_told_from_another_of_the_same_name() {
        Path one = Scripts.save(folder.resolve("net.pt"), "def forward(self, x):\n    return x\n");
        QualityResult first = measure(one.toString(), "prior", "test", 500, 3);
        assertThat(first.realRows())
                .as("the identity is the space of the values")
                .isEqualTo(measure("stored", "prior", "test", 500, 3).realRows());
        Scripts.save(one, "def forward(self, x):\n    return 2 * x\n");
        QualityResult second = measure(one.toString(), "prior", "test", 500, 3);
        assertThat(second.realRows().frechet())
                .isCloseTo(
                        4 * first.realRows().frechet(),
                        within(1e-9 + 1e-4 * first.realRows().frechet()));
        assertThat(second.comparable()).isNotEqualTo(first.comparable());
    }

    private void refused(String features, String sampler, String part, int count, String words) {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> measure(features, sampler, part, count, 0))
                .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
    }

    @Test
    void impossible_requests_are_refused_in_one_sentence() throws IOException {
        refused(
                "pca",
                "prior",
                "test",
                9,
                "count: expected a whole number from 10 to 500, half the rows of the test set");
        refused("pca", "prior", "test", 501, "got 501");
        refused(
                "pca",
                "prior",
                "tset",
                20,
                "split: expected train, validation or test, got 'tset'; did you mean 'test'?");
        refused(folder + "/absent.pt", "prior", "test", 20, "features: there is no TorchScript file");
        Path corrupt = Files.writeString(folder.resolve("corrupt.pt"), "PK not a network");
        refused(corrupt.toString(), "prior", "test", 20, "holds no TorchScript module");
        run = trained("no-labels", "circle");
        refused("pca", "mixture:100000", "test", 20, "mixture");
        Path small = Files.writeString(folder.resolve("small.csv"), "a,b\n" + "1,2\n3,5\n4,1\n2,2\n".repeat(20));
        run = trained("small", small.toString());
        refused("pca", "prior", "test", 10, "has 8 rows, but at least 20 are needed");
        refused("classifier", "prior", "train", 10, "needs labels of at least two classes, but");
    }

    @Test
    void a_classifier_that_cannot_be_kept_is_used_all_the_same() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        QualityResult kept = measure("classifier", "prior", "test", 10, 0);
        spaces = new FeatureSpaces(file, new Messages(messages));
        assertThat(measure("classifier", "prior", "test", 10, 0)).isEqualTo(kept);
        assertThat(messages).anyMatch(text -> text.startsWith("the classifier is not kept"));
    }

    @Test
    void rows_of_too_many_values_are_refused_before_memory_is_spent() throws IOException {
        StringBuilder csv = new StringBuilder();
        for (int row = 0; row < 200; row++) {
            for (int column = 0; column < 4200; column++) {
                csv.append(column == 0 ? "" : ",").append((row * 31 + column * 17) % 10);
            }
            csv.append('\n');
        }
        Path wide = Files.writeString(folder.resolve("wide.csv"), csv);
        run = trained("wide", wide.toString());
        refused("pca", "prior", "test", 10, "rows of at most 4096 values, but wide.csv has rows of 4200");
        refused("stored", "prior", "test", 10, "is computed in at most 4096 coordinates");
    }
}
