package dev.elbo.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.DataDirectories;
import dev.elbo.data.DataSource;
import dev.elbo.data.Dataset;
import dev.elbo.data.Downloader;
import dev.elbo.evaluation.Points;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierFeaturesTest {
    @TempDir
    Path folder;

    @Test
    void digits_are_told_apart_and_the_seed_repeats_the_space() {
        Dataset digits = new DataAccess(new DataDirectories(List.of(folder), folder), new Downloader(true))
                .open("digits", DataSource.Options.NONE);
        Dataset train = digits.select(IntStream.range(0, 1500).toArray());
        Dataset test = digits.select(IntStream.range(1500, 1700).toArray());
        Points rows = SampleEvaluation.encoded(test);
        try (ClassifierFeatures space = ClassifierFeatures.train(train, test, 3);
                ClassifierFeatures again = ClassifierFeatures.train(train, test, 3)) {
            Points features = space.of(rows);
            assertThat(features.width()).isEqualTo(128);
            assertThat(features.count()).isEqualTo(200);
            assertThat(space.name()).matches("mlp-128 classifier on digits, test accuracy (9\\d|100)\\.\\d %");
            assertThat(again.of(rows).values()).isEqualTo(features.values());
        }
    }
}
