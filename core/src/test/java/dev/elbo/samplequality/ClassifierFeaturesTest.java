package dev.elbo.samplequality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.data.sources.DataDirectories;
import dev.elbo.data.sources.Downloader;
import dev.elbo.io.ElboException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierFeaturesTest {
    @TempDir
    Path folder;

    @Test
    void digits_are_separated_and_the_seed_reproduces_the_space() {
        Dataset digits = new DataAccess(new DataDirectories(List.of(folder), folder), new Downloader(true))
                .open("digits", ImageOptions.NONE);
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

            Path file = folder.resolve("space.safetensors");
            space.write(file);
            try (ClassifierFeatures kept = ClassifierFeatures.read(file)) {
                assertThat(kept.name()).isEqualTo(space.name());
                assertThat(kept.of(rows).values()).isEqualTo(features.values());
            }
        }
    }

    @Test
    void a_file_without_a_classifier_is_rejected_with_advice() throws IOException {
        Path file = Files.writeString(folder.resolve("space.safetensors"), "not numbers");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> ClassifierFeatures.read(file))
                .withMessageStartingWith(file + " is not a valid classifier (")
                .withMessageEndingWith("); delete it to have it retrained");
    }
}
