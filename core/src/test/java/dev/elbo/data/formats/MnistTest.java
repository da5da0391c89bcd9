package dev.elbo.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.Split;
import dev.elbo.data.sources.DataDirectories;
import dev.elbo.data.sources.DataSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small data set with MNIST's layout: 12 training and 3 test images of 2x2. */
class MnistTest {
    @TempDir
    Path dir;

    private void images(String name, int rows, int side, int first) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(16 + rows * side * side);
        out.putInt(0x803).putInt(rows).putInt(side).putInt(side);
        for (int i = 0; i < rows * side * side; i++) {
            out.put((byte) (first + i));
        }
        Files.write(dir.resolve(name), out.array());
    }

    private void labels(String name, int rows) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(8 + rows).putInt(0x801).putInt(rows);
        for (int i = 0; i < rows; i++) {
            out.put((byte) (i % 10));
        }
        Files.write(dir.resolve(name), out.array());
    }

    private void small() throws IOException {
        images(Mnist.FILES.get(0), 12, 2, 0);
        labels(Mnist.FILES.get(1), 12);
        images(Mnist.FILES.get(2), 3, 2, 100);
        labels(Mnist.FILES.get(3), 3);
    }

    @Test
    void training_rows_come_first_and_the_last_of_them_are_for_validation() throws IOException {
        small();
        Dataset data = DataSource.open(dir.toString(), new DataDirectories(List.of(), dir), null);
        assertThat(data.rows()).isEqualTo(15);
        assertThat(data.raw(12, 0)).isEqualTo(100);
        assertThat(data.label(11)).isEqualTo(1);
        assertThat(data.label(12)).isZero();
        assertThat(data.officialSplit())
                .contains(new Split(Split.range(0, 10), Split.range(10, 12), Split.range(12, 15)));
    }

    @Test
    void labels_for_a_different_number_of_rows_are_rejected() throws IOException {
        small();
        labels(Mnist.FILES.get(1), 11);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.open(dir, ImageOptions.NONE))
                .withMessage("'" + dir.resolve(Mnist.FILES.get(1))
                        + "' has shape (11); labels for 12 rows must have shape (12)");
    }

    @Test
    void test_images_of_a_different_size_are_rejected() throws IOException {
        small();
        images(Mnist.FILES.get(2), 3, 3, 0);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.open(dir, ImageOptions.NONE))
                .withMessageContaining("has images of 3x3 pixels, but");
    }
}
