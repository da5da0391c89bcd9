package dev.elbo.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.RowShape;
import dev.elbo.data.Split;
import dev.elbo.data.formats.DataFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCollectionTest {
    @TempDir
    Path dir;

    private static byte[] image(int height, int width, int type, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < height * width; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static byte[] white(int height, int width) throws IOException {
        return image(height, width, BufferedImage.TYPE_BYTE_GRAY, 0xffffff);
    }

    private static byte[] red(int height, int width) throws IOException {
        return image(height, width, BufferedImage.TYPE_INT_RGB, 0xff0000);
    }

    private void put(String name, byte[] content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private Dataset open() {
        return DataFiles.open(dir, ImageOptions.NONE);
    }

    private Dataset open(int height, int width, Boolean grey) {
        return DataFiles.open(
                dir, new ImageOptions(OptionalInt.of(height), OptionalInt.of(width), Optional.ofNullable(grey)));
    }

    @Test
    void parent_folders_are_the_classes_and_files_come_sorted() throws IOException {
        put("dog/2.png", white(3, 4));
        put("dog/10.png", image(3, 4, BufferedImage.TYPE_BYTE_GRAY, 0));
        put("cat/9.png", white(3, 4));
        Dataset data = open();
        assertThat(data.shape()).isEqualTo(RowShape.image(1, 3, 4));
        assertThat(data.labelNames()).containsExactly("cat", "dog");
        assertThat(data.labels()).containsExactly(0, 1, 1);
        assertThat(data.rowNames()).containsExactly("cat/9.png", "dog/10.png", "dog/2.png");
        assertThat(data.raw(1, 0)).as("dog/10.png before dog/2.png").isZero();
        assertThat(data.officialSplit()).isEmpty();
        assertThat(data.notes()).isEmpty();
    }

    @Test
    void train_validation_and_test_folders_define_the_split_and_are_not_classes() throws IOException {
        put("train/a.png", white(2, 2));
        put("train/b.png", white(2, 2));
        put("test/c.png", white(2, 2));
        put("val/d.png", white(2, 2));
        Dataset data = open();
        assertThat(data.hasLabels()).isFalse();
        assertThat(data.officialSplit()).contains(new Split(new int[] {1, 2}, new int[] {3}, new int[] {0}));
    }

    @Test
    void classes_are_found_below_the_parts_of_a_split() throws IOException {
        put("top/train/cat/a.png", white(2, 2));
        put("top/train/dog/b.png", white(2, 2));
        put("top/test/cat/c.png", white(2, 2));
        Dataset data = open();
        assertThat(data.labelNames()).containsExactly("cat", "dog");
        assertThat(data.labels()).containsExactly(0, 0, 1);
        assertThat(data.officialSplit()).contains(new Split(new int[] {1, 2}, new int[0], new int[] {0}));
    }

    @Test
    void a_single_folder_is_not_a_class() throws IOException {
        put("cat/a.png", white(2, 2));
        put("cat/b.png", white(2, 2));
        assertThat(open().hasLabels()).isFalse();
    }

    @Test
    void images_outside_the_class_folders_disable_classes() throws IOException {
        put("cat/a.png", white(2, 2));
        put("b.png", white(2, 2));
        assertThat(open().hasLabels()).isFalse();
        assertThat(open().notes())
                .containsExactly("some images are not in a subfolder, so the folders are not used as" + " classes");
    }

    @Test
    void mixed_sizes_become_the_most_common() throws IOException {
        put("a.png", white(5, 6));
        put("b.png", white(4, 4));
        put("c.png", white(5, 6));
        put("d.png", white(9, 9));
        Dataset data = open();
        assertThat(data.shape()).isEqualTo(RowShape.image(1, 5, 6));
        assertThat(data.min()).isEqualTo(255);
        assertThat(data.notes())
                .containsExactly("the images have 3 sizes; 2 of 4 were resized to the most common one, 5x6");
    }

    @Test
    void size_and_grey_conversion_can_be_requested() throws IOException {
        put("a.png", red(5, 6));
        put("b.png", white(4, 4));
        Dataset data = open(3, 2, true);
        assertThat(data.shape()).isEqualTo(RowShape.image(1, 3, 2));
        assertThat(data.raw(0, 0)).isEqualTo(76);
        assertThat(data.raw(1, 5)).isEqualTo(255);
        assertThat(open(3, 3, false).shape()).isEqualTo(RowShape.image(3, 3, 3));
    }

    @Test
    void grey_among_colour_becomes_colour() throws IOException {
        put("a.png", red(2, 2));
        put("b.png", white(2, 2));
        Dataset data = open();
        assertThat(data.shape()).isEqualTo(RowShape.image(3, 2, 2));
        assertThat(data.raw(0, 0)).isEqualTo(255);
        assertThat(data.raw(0, 4)).isZero();
        assertThat(data.raw(1, 4)).isEqualTo(255);
        assertThat(data.notes()).containsExactly("1 of 2 images are grey and were converted to colour like the others");
    }

    @Test
    void colour_files_with_equal_channels_are_grey() throws IOException {
        put("a.png", image(2, 2, BufferedImage.TYPE_INT_RGB, 0x777777));
        assertThat(open().shape()).isEqualTo(RowShape.image(1, 2, 2));
        assertThat(open().raw(0, 3)).isEqualTo(0x77);
    }

    @Test
    void other_files_are_skipped_and_hidden_ones_ignored() throws IOException {
        put("a.png", white(2, 2));
        put("readme.txt", new byte[] {1});
        put(".DS_Store", new byte[] {1});
        put("._a.png", new byte[] {1});
        assertThat(open().rows()).isEqualTo(1);
        assertThat(open().notes()).containsExactly("1 file that is not an image was skipped");
    }

    @Test
    void images_in_other_formats_are_said_to_be_skipped_images() throws IOException {
        put("b.WEBP", new byte[] {1});
        put("c.jp2", new byte[] {1});
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(this::open)
                .withMessageEndingWith(
                        "among its 2 files; convert those in other formats (jp2, webp), for example to PNG");
        put("a.png", white(2, 2));
        put("readme.txt", new byte[] {1});
        assertThat(open().notes())
                .containsExactly(
                        "2 images in formats that are not read (jp2, webp) were skipped; convert such images, for"
                                + " example to PNG",
                        "1 file that is not an image was skipped");
    }

    @Test
    void a_damaged_image_is_reported_with_its_path() throws IOException {
        put("a.png", white(2, 2));
        put("x/b.png", new byte[] {1, 2, 3});
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(this::open)
                .withMessageStartingWith("'" + dir + "/x/b.png' is not a readable image");
    }

    @Test
    void a_folder_without_images_is_reported() throws IOException {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(this::open)
                .withMessage("'" + dir
                        + "' contains no images (PNG, JPEG, GIF, BMP, TIFF); choose a folder or zip archive of images");
        put("a.txt", new byte[] {1});
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(this::open)
                .withMessageContaining("among its 1 files");
    }

    @Test
    void a_zip_is_read_like_a_folder() throws IOException {
        put("train/cat/a.png", white(2, 3));
        put("train/dog/b.png", image(2, 3, BufferedImage.TYPE_BYTE_GRAY, 0));
        put("test/dog/c.png", white(2, 3));
        Path zip = Files.createTempFile("images", ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : new String[] {"train/dog/b.png", "test/dog/c.png", "train/cat/a.png"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write(Files.readAllBytes(dir.resolve(name)));
            }
        }
        Dataset zipped = DataFiles.open(zip, ImageOptions.NONE);
        assertThat(zipped.sha256()).isEqualTo(open().sha256());
        assertThat(zipped.labels()).isEqualTo(open().labels());
        assertThat(zipped.officialSplit()).isEqualTo(open().officialSplit());
        Files.delete(zip);
    }

    @Test
    void a_zip_bomb_is_stopped() throws IOException {
        Path zip = dir.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("a.png"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 65; i++) {
                out.write(zeros);
            }
        }
        assertThat(Files.size(zip)).isLessThan(200_000);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.open(zip, ImageOptions.NONE))
                .withMessageContaining(
                        "exceeds the allowed unpacked size at 'a.png' (64 MiB per file, 4 GiB in total)");
    }

    @Test
    void a_file_that_is_not_a_zip_despite_its_name_is_rejected() throws IOException {
        put("a.zip", new byte[] {1, 2, 3, 4});
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.open(dir.resolve("a.zip"), ImageOptions.NONE))
                .withMessageContaining("cannot be read");
    }

    @Test
    void one_image_is_one_row() throws IOException {
        put("a.png", red(4, 5));
        Dataset data = DataFiles.open(dir.resolve("a.png"), ImageOptions.NONE);
        assertThat(data.rows()).isEqualTo(1);
        assertThat(data.shape()).isEqualTo(RowShape.image(3, 4, 5));
    }
}
