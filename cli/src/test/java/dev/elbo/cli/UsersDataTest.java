package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.formats.ArrayFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of users: a model can be trained on and applied to them, or one sentence says why not. */
class UsersDataTest {
    @TempDir
    Path folder;

    private Path trained(Path data) {
        Path run = folder.resolve("run");
        Outcome.ofLine("train " + Fixtures.TINY + " --data", data, "--out", run).worked();
        return run;
    }

    private Outcome refusedTraining(Path data) {
        Path run = folder.resolve("run");
        Outcome outcome = Outcome.ofLine("train " + Fixtures.TINY + " --data", data, "--out", run)
                .refused();
        assertThat(run).as("no run directory is left behind").doesNotExist();
        return outcome;
    }

    /** Latents of the file for the model of the run. */
    private long rowsEncoded(Path run, Path data) throws IOException {
        Path out = folder.resolve("z.csv");
        Outcome.ofLine("encode", run, "--data", data, "--out", out).worked();
        try (var lines = Files.lines(out)) {
            return lines.count() - 1;
        }
    }

    @Test
    void npz() throws IOException {
        Path file = folder.resolve("a.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(ArrayFile.npy(Fixtures.numbers(40, 3, 1), 40, 3));
        }

        assertThat(rowsEncoded(trained(file), file)).isEqualTo(40);
    }

    /** Pictures of such a model were white all over. */
    @ParameterizedTest
    @ValueSource(floats = {255, 65535})
    void pictures_of_images_in_other_units_show_what_is_in_them(float white) throws IOException {
        float[] numbers = new float[40 * 8 * 8];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.round(white * (i % 64) / 63);
        }
        Path file = folder.resolve("a.npy");
        Files.write(file, ArrayFile.npy(numbers, 40, 8, 8));
        Path run = trained(file);
        for (String command : List.of("generate", "reconstruct")) {
            Path out = folder.resolve(command + ".png");
            Object[] more = command.equals("generate")
                    ? new Object[] {run, "--out", out, "--count", "4"}
                    : new Object[] {run, "--out", out, "--data", file};
            Outcome outcome = Outcome.ofLine(command, more).worked();
            assertThat(outcome.err().contains("note: the values are no pixels in [0, 1]"))
                    .isEqualTo(white > 255);
            BufferedImage picture = ImageIO.read(out.toFile());
            Set<Integer> levels = new HashSet<>();
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    levels.add(picture.getRGB(x, y));
                }
            }
            assertThat(levels).hasSizeGreaterThan(10);
        }
    }

    @Test
    void csv_with_names_and_labels_and_csv_without() throws IOException {
        float[] numbers = Fixtures.numbers(40, 3, 1);
        Path named = folder.resolve("named.csv");
        Path bare = Fixtures.write(folder.resolve("bare.csv"), csv(numbers, 3, ""));
        Fixtures.write(named, "length,width,height,class\n" + csv(numbers, 3, ",left"));

        Path run = trained(named);

        assertThat(rowsEncoded(run, bare)).isEqualTo(40);
        Files.delete(folder.resolve("z.csv"));
        Path back = folder.resolve("back.csv");
        Outcome.ofLine("reconstruct", run, "--data", bare, "--out", back).worked();
        assertThat(Files.readAllLines(back)).hasSize(41).first().isEqualTo("row,length,width,height");
    }

    private static String csv(float[] numbers, int width, String end) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < numbers.length; i += width) {
            float[] row = Arrays.copyOfRange(numbers, i, i + width);
            text.append(Arrays.toString(row).replaceAll("[\\[\\] ]", ""))
                    .append(end)
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void images_of_mixed_sizes_in_a_folder_and_in_a_zip() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < 30; i++) {
            image(pictures.resolve(i + ".png"), 8 + i % 3, 8 + i % 2, BufferedImage.TYPE_INT_RGB);
        }
        Path zip = folder.resolve("pictures.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Path picture : Files.list(pictures).sorted().toList()) {
                out.putNextEntry(new ZipEntry(picture.getFileName().toString()));
                out.write(Files.readAllBytes(picture));
            }
        }
        Path run = folder.resolve("run");
        Outcome.ofLine("train " + Fixtures.TINY + " --image-size 6x5 --data", pictures, "--out", run)
                .worked();

        assertThat(rowsEncoded(run, zip)).isEqualTo(30);
        Path sheet = folder.resolve("sheet.png");
        Outcome.ofLine("reconstruct", run, "--data", zip, "--out", sheet).worked();
        assertThat(ImageIO.read(sheet.toFile())).isNotNull();
    }

    @Test
    void sixteen_bit_pictures() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < 20; i++) {
            image(pictures.resolve(i + ".png"), 6, 6, BufferedImage.TYPE_USHORT_GRAY);
        }

        Path run = trained(pictures);

        Path other = image(folder.resolve("other.png"), 12, 9, BufferedImage.TYPE_INT_ARGB);
        assertThat(rowsEncoded(run, other)).as("resized to the model's shape").isEqualTo(1);
    }

    private static Path image(Path file, int width, int height, int type) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(file.hashCode());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xFF000000 | random.nextInt(0x1000000));
            }
        }
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "nan.csv            | a,b;1,2;3,NaN;4,5; | has 'NaN' in line 3, column 'b', where a number is expected",
                "text.csv           | a,b;1,2;3,x;4,5;   | has 'x' in line 3, column 'b', where a number is expected",
                "ragged.csv         | a,b;1,2;3;4,5;     | has 1 field in line 3, but 2 columns",
                "one.csv            | a,b;1,2;           | split of one.csv: a split into 3 parts needs at least 3"
                        + " rows, got 1",
                "header.csv         | a,b;               | has a header but no rows",
                "noise.npy          | no npy             | does not start with the magic bytes of a NumPy array",
                "noise.npz          | no npz             | is not a valid .npz archive",
                "noise.png          | no png             | is not a readable image",
                "noise.zip          | no zip             | cannot be read",
                "noise.mat          | no mat             | does not start with the 128-byte header",
                "x-idx3-ubyte.gz    | no gzip            | is not a valid gzip file",
                "data.xyz           | 1 2 3              | has an unsupported format; expected .csv,",
                "data               | 1 2 3              | has an unsupported format; expected .csv,",
            })
    void unreadable_data_are_rejected(String name, String content, String sentence) {
        Path file = Fixtures.write(folder.resolve(name), content.replace(';', '\n'));

        assertThat(refusedTraining(file).err()).contains(name, sentence);
        assertThat(file).hasContent(content.replace(';', '\n'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"e.csv", "e.npy", "e.npz", "e.png", "e.mat", "e.zip", "e-ubyte", "e-ubyte.gz"})
    void an_empty_file_is_rejected(String name) {
        assertThat(refusedTraining(Fixtures.write(folder.resolve(name), "")).err())
                .contains(name + "' is empty");
    }

    @Test
    void an_empty_folder_is_rejected() throws IOException {
        assertThat(refusedTraining(Files.createDirectory(folder.resolve("nothing")))
                        .err())
                .contains("nothing' contains no images");
    }

    @Test
    void a_missing_file_is_rejected() {
        assertThat(refusedTraining(folder.resolve("absent.npy")).err()).contains("absent.npy does not exist");
    }

    @Test
    void truncated_files_are_rejected() throws IOException {
        byte[] npy = ArrayFile.npy(Fixtures.numbers(30, 3, 1), 30, 3);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(ByteBuffer.allocate(16 + 30 * 400)
                    .putInt(0x803)
                    .putInt(30)
                    .putInt(20)
                    .putInt(20)
                    .array());
        }
        byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);

        assertThat(refusedTraining(Fixtures.write(folder.resolve("a.npy"), Arrays.copyOf(npy, npy.length - 20)))
                        .err())
                .contains("declares 360 bytes of values but has 340");
        assertThat(refusedTraining(Fixtures.write(folder.resolve("a-idx3-ubyte.gz"), half))
                        .err())
                .contains("a-idx3-ubyte.gz' ends within its header");
    }

    @Test
    void for_a_missing_data_set_the_searched_folders_are_named() throws Exception {
        Outcome outcome = ElboProcess.run(
                folder,
                System.getProperty("java.class.path"),
                "train",
                "--data=mnist",
                "--offline",
                "--data-dir=" + folder,
                "--out=" + folder.resolve("r"));

        assertThat(outcome.refused().err()).contains("mnist", folder.toString(), "copy the file");
    }

    @Test
    void a_likelihood_of_pixels_rejects_other_values() {
        Path data = Fixtures.npy(folder.resolve("data.npy"), 40, 3);
        for (String likelihood : List.of("bernoulli", "logistic")) {
            Outcome.ofLine("train --likelihood " + likelihood + " --data", data, "--out", folder.resolve("r"))
                    .refusedWith("likelihood: " + likelihood + " needs values in [0, 1]", "use likelihood gaussian:1");
        }
    }

    @Test
    void a_run_without_test_rows_is_rejected_before_training() {
        Path data = Fixtures.npy(folder.resolve("data.npy"), 40, 3);
        Outcome.ofLine("train --split 0.9,0.1,0 --data", data, "--out", folder.resolve("r"))
                .refusedWith("split: the test set is empty");
    }

    @Test
    void one_row_can_be_encoded_and_a_batch_may_be_larger_than_the_data() throws IOException {
        Path run = folder.resolve("run");
        Path data = Fixtures.npy(folder.resolve("data.npy"), 40, 3);
        Outcome.ofLine("train " + Fixtures.TINY + " --batch-size 4000 --data", data, "--out", run)
                .worked();

        assertThat(rowsEncoded(run, Fixtures.write(folder.resolve("one.csv"), "1,2,3\n")))
                .isEqualTo(1);
    }

    @Test
    void rows_of_another_width_are_rejected() {
        Path run = trained(Fixtures.npy(folder.resolve("data.npy"), 40, 3));
        Path wide = Fixtures.npy(folder.resolve("wide.npy"), 40, 4);
        for (String command : List.of("encode", "score", "reconstruct")) {
            Path out = folder.resolve("out.npy");
            Outcome.ofLine(command, run, "--data", wide, "--out", out)
                    .refusedWith("the model takes rows of 3 columns, but wide.npy has 4 columns");
            assertThat(out).doesNotExist();
        }
    }

    @Test
    void a_nan_loss_stops_training_with_the_likely_cause() {
        Outcome outcome = Outcome.ofLine(
                "train --data square --learning-rate 1e20 " + Fixtures.TINY + " --out", folder.resolve("r"));

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("training stopped at epoch", "is not finite", "learning rate is too high; lower it");
    }
}
