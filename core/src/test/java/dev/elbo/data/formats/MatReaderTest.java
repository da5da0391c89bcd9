package dev.elbo.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatReaderTest {
    @TempDir
    Path dir;

    @Test
    void a_compressed_table_is_read_with_its_labels() {
        Dataset data = DataFiles.open(NpyReaderTest.resource("table.mat"), ImageOptions.NONE);
        assertThat(data.rows()).isEqualTo(4);
        float[] expected = {1, 2, 3, 4, 5, 6, 7, 8, 9.5f, -1, 0, 1};
        for (int i = 0; i < 12; i++) {
            assertThat(data.raw(i / 3, i % 3)).isEqualTo(expected[i]);
        }
        assertThat(data.labels()).containsExactly(0, 1, 1, 0);
    }

    @Test
    void several_matrices_without_a_known_name_are_listed() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.open(NpyReaderTest.resource("two.mat"), ImageOptions.NONE))
                .withMessageContaining(
                        "contains the arrays first, second, none of which is named x, data, images or x_train; name"
                                + " the one to read behind a colon, as in 'two.mat:first'");
    }

    @Test
    void version_7_3_is_recognised() throws IOException {
        byte[] head = Arrays.copyOf("MATLAB 7.3 MAT-file, Platform: GLNXA64".getBytes(StandardCharsets.US_ASCII), 600);
        Path file = Files.write(dir.resolve("new.mat"), head);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> MatReader.read(file))
                .withMessage(
                        "'" + file + "' is a MATLAB file of version 7.3 (HDF5), but only versions 5 to 7 are supported;"
                                + " save it in MATLAB with the option -v7");
    }

    @Test
    void truncated_files_and_other_formats_are_rejected() throws IOException {
        byte[] whole = Files.readAllBytes(NpyReaderTest.resource("table.mat"));
        Path cut = Files.write(dir.resolve("cut.mat"), Arrays.copyOf(whole, 180));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> MatReader.read(cut))
                .withMessageStartingWith("'" + cut + "' is truncated or damaged");
        Path text = Files.writeString(dir.resolve("text.mat"), "1 2 3\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> MatReader.read(text))
                .withMessageContaining("128-byte header");
    }

    @Test
    void faces_without_the_published_variable_are_rejected() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> FreyFaces.read(NpyReaderTest.resource("table.mat")))
                .withMessageContaining("has no variable 'ff' of 560 x faces bytes");
    }
}
