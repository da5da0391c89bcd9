package dev.elbo.samplequality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.RowShape;
import dev.elbo.tensor.ScriptedNetwork;
import dev.elbo.testing.Scripts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptedFeaturesTest {
    @TempDir
    Path folder;

    @Test
    void images_are_passed_as_planes_and_features_are_flat_whatever_the_batch() {
        Path file = Scripts.save(
                folder.resolve("net.pt"),
                "def forward(self, x):\n    return torch.stack([x.sum([1, 2, 3]), x[:, 1, 0, 2]], 1)\n");
        int rows = 203; // two full batches and three rows
        float[] values = new float[rows * 12];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7;
        }
        try (FeatureSpace space = new ScriptedFeatures(ScriptedNetwork.load(file), RowShape.image(2, 2, 3))) {
            Points features = space.of(new Points(values, 12));
            assertThat(space.name()).isEqualTo("network net.pt");
            assertThat(features.width()).isEqualTo(2);
            assertThat(features.count()).isEqualTo(rows);
            for (int row : new int[] {0, 100, 202}) {
                float sum = 0;
                for (int d = 0; d < 12; d++) {
                    sum += values[row * 12 + d];
                }
                assertThat(features.values()[2 * row]).isEqualTo(sum);
                assertThat(features.values()[2 * row + 1]).isEqualTo(values[row * 12 + 8]);
            }
        }
    }
}
