package dev.elbo.samplequality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.RowShape;
import dev.elbo.io.ElboException;
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

    private static void refused(Path file, String... words) {
        try (FeatureSpace space = new ScriptedFeatures(ScriptedNetwork.load(file), RowShape.image(1, 2, 3))) {
            assertThatExceptionOfType(ElboException.class)
                    .isThrownBy(() -> space.of(new Points(new float[150 * 6], 6)))
                    .satisfies(e ->
                            assertThat(e.getMessage()).contains(words).doesNotContain("\n", "TorchScript interpreter"));
        }
    }

    @Test
    void a_network_whose_output_is_no_row_of_finite_features_each_is_refused_in_one_sentence() {
        refused(
                Scripts.save(folder.resolve("sum.pt"), "def forward(self, x):\n    return x.sum()\n"),
                "the network sum.pt gives a tensor of shape [] for 100 rows",
                "a first axis of 100");
        refused(
                Scripts.save(folder.resolve("turned.pt"), "def forward(self, x):\n    return x.flatten(1).t()\n"),
                "gives a tensor of shape [6, 100] for 100 rows");
        refused(
                Scripts.save(folder.resolve("nan.pt"), "def forward(self, x):\n    return (x / 0).flatten(1)\n"),
                "the network nan.pt gives NaN for a row of",
                "features must be finite");
        refused(
                Scripts.save(folder.resolve("two.pt"), "def forward(self, x):\n    return x, x\n"),
                "the network two.pt fails on rows of",
                "expected a network that gives one tensor");
        refused(
                Scripts.save(
                        folder.resolve("wide.pt"),
                        "def forward(self, x):\n    return torch.matmul(x, self.weight[:2])\n"),
                "the network wide.pt fails on rows of",
                "as [100, 1, 2, 3]: ",
                "cannot be multiplied");
        refused(
                Scripts.save(
                        folder.resolve("growing.pt"),
                        "def forward(self, x):\n    return x.flatten(1) if x.size(0) == 100 else x.flatten(1)[:, :2]\n"),
                "gives 6 features per row in one batch and 2 in another");
    }
}
