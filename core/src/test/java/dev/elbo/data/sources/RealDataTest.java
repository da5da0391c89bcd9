package dev.elbo.data.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Split;
import dev.elbo.data.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published files, if ELBO_DATA names a directory that contains them; expected numbers are from the literature. */
class RealDataTest {
    private static Dataset open(String name) {
        return DataSource.open(name, where(name), null);
    }

    private static DataDirectories where(String name) {
        String directory = System.getenv("ELBO_DATA");
        assumeTrue(
                directory != null && !directory.isBlank(),
                "ELBO_DATA is not set, so the real " + name + " is not read");
        Path path = Path.of(directory);
        assumeTrue(Files.isDirectory(path.resolve(name)), directory + " has no folder '" + name + "'");
        return new DataDirectories(List.of(path), path);
    }

    private static int[] counts(Dataset data, int from, int to) {
        int[] counts = new int[10];
        for (int row = from; row < to; row++) {
            counts[data.label(row)]++;
        }
        return counts;
    }

    @Test
    void mnist_is_the_published_one() {
        Dataset mnist = open("mnist");
        assertThat(mnist.rows()).isEqualTo(70_000);
        assertThat(mnist.shape()).isEqualTo(RowShape.image(1, 28, 28));
        assertThat(Arrays.copyOf(mnist.labels(), 10)).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        assertThat(Arrays.copyOfRange(mnist.labels(), 60_000, 60_005)).containsExactly(7, 2, 1, 0, 4);
        assertThat(counts(mnist, 0, 60_000))
                .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
        assertThat(counts(mnist, 60_000, 70_000))
                .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
        double sum = 0;
        byte[] pixels = ((Values.Bytes) mnist.values()).data();
        for (int i = 0; i < 60_000 * 784; i++) {
            sum += pixels[i] & 0xff;
        }
        assertThat(sum / 255 / 60_000 / 784).as("the 0.1307 everyone subtracts").isCloseTo(0.1307, within(5e-5));
        Split split = mnist.officialSplit().orElseThrow();
        assertThat(split)
                .isEqualTo(new Split(Split.range(0, 50_000), Split.range(50_000, 60_000), Split.range(60_000, 70_000)));
    }

    @Test
    void the_checksums_of_the_known_table_are_those_of_the_real_files() throws IOException {
        for (KnownData set : List.of(KnownSets.MNIST, KnownSets.FREY, KnownSets.CIFAR10)) {
            KnownFiles files = new KnownFiles(set, where(set.name()), null);
            for (KnownData.File file : set.files()) {
                Path path = files.locate(file);
                assertThat(file.content().of(path)).as(file.name()).isEqualTo(file.sha256());
            }
        }
    }

    /** First and last pixel of the first face, minimum and maximum, as read by another reader from another copy. */
    @Test
    void frey_faces_are_upright() {
        Dataset frey = open("frey");
        assertThat(frey.rows()).isEqualTo(1965);
        assertThat(frey.shape()).isEqualTo(RowShape.image(1, 28, 20));
        assertThat(frey.raw(0, 0)).isEqualTo(81);
        assertThat(frey.raw(0, 559)).isEqualTo(164);
        assertThat(frey.min()).isEqualTo(8);
        assertThat(frey.max()).isEqualTo(238);
        assertThat(roughness(frey, 20, 1))
                .isLessThan(0.6 * roughness(frey, 20, 7)); // neighbours resemble each other ...
        assertThat(roughness(frey, 20, 20)).isLessThan(0.6 * roughness(frey, 20, 190)); // ... across and down
    }

    /** Mean absolute difference of pixels at the given distance, within rows of the given width. */
    private static double roughness(Dataset data, int width, int apart) {
        double sum = 0;
        int count = 0;
        for (int row = 0; row < data.rows(); row += 50) {
            for (int i = 0; i + apart < data.shape().size(); i++) {
                if (apart >= width || i % width + apart < width) {
                    sum += Math.abs(data.raw(row, i) - data.raw(row, i + apart));
                    count++;
                }
            }
        }
        return sum / count;
    }

    @Test
    void cifar10_has_ten_balanced_classes_in_every_part() {
        Dataset cifar = open("cifar10");
        assertThat(cifar.shape()).isEqualTo(RowShape.image(3, 32, 32));
        assertThat(cifar.labelNames())
                .containsExactly(
                        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
        Split split = cifar.officialSplit().orElseThrow();
        for (int[] part : new int[][] {split.train(), split.validation(), split.test()}) {
            Dataset rows = cifar.select(part);
            assertThat(counts(rows, 0, rows.rows())).containsOnly(part.length / 10);
        }
        assertThat(split.train()).hasSize(8000);
        assertThat(split.validation()).hasSize(2000);
        assertThat(split.test()).hasSize(2000);
    }
}
