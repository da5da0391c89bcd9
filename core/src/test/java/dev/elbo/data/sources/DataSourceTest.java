package dev.elbo.data.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.RowShape;
import dev.elbo.data.builtin.Digits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceTest {
    @TempDir
    Path dir;

    private Dataset open(String name) {
        return DataSource.open(name, new DataDirectories(List.of(dir), dir), new Downloader(true));
    }

    @Test
    void generated_sets_need_no_files() {
        assertThat(open("digits").sha256())
                .isEqualTo(Digits.generate(Digits.ROWS, Digits.SEED).sha256());
        assertThat(open("square").columnNames()).containsExactly("x1", "x2");
    }

    @Test
    void a_graph_is_not_a_table_of_rows() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("cora"))
                .withMessage(
                        "'cora' is a graph, not a table of rows; use it for link prediction, or choose another data set");
    }

    @Test
    void a_misspelt_name_gets_a_suggestion() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("mnits"))
                .withMessage(
                        "unknown data 'mnits': it is not one of digits, square, circle, arcsR, mnist, frey, cifar10, and the path "
                                + Path.of("mnits").toAbsolutePath() + " does not exist; did you mean 'mnist'?");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("MNIST"))
                .withMessageEndingWith("did you mean 'mnist'?");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("cifar"))
                .withMessageEndingWith("did you mean 'cifar10'?");
    }

    @Test
    void a_missing_path_is_reported_without_a_far_fetched_suggestion() {
        Path missing = dir.resolve("missing.csv");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(missing.toString()))
                .withMessageEndingWith("the path " + missing + " does not exist");
    }

    @Test
    void an_empty_name_and_an_impossible_path_are_rejected() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(" "))
                .withMessageContaining("is empty");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("a\0b"))
                .withMessageContaining("nor a valid path");
    }

    @Test
    void an_unsupported_format_lists_the_supported_ones() throws IOException {
        Path file = Files.writeString(dir.resolve("a.xyz"), "1");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(file.toString()))
                .withMessage("'" + file
                        + "' has an unsupported format; expected .csv, .tsv, .txt, .data, .npy, .npz, .mat, .idx or"
                        + " -ubyte (also .gz), an image, or a folder or .zip of images");
    }

    @Test
    void an_empty_file_is_reported_whatever_its_format() throws IOException {
        for (String name : new String[] {"a.csv", "a.npy", "a.mat", "a.zip", "a-ubyte", "a.png"}) {
            Path file = Files.createFile(dir.resolve(name));
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> open(file.toString()))
                    .withMessage("'" + file + "' is empty; expected a file with at least one row");
        }
    }

    @Test
    void offline_the_message_says_what_is_missing_and_where_to_put_it() {
        Path other = dir.resolve("other");
        DataDirectories where = new DataDirectories(List.of(other, dir), dir);
        String url = "https://ossci-datasets.s3.amazonaws.com/mnist/train-images-idx3-ubyte.gz";
        String missing = "'mnist' requires train-images-idx3-ubyte.gz, which is in none of " + other + ", "
                + other.resolve("mnist") + ", " + dir + ", " + dir.resolve("mnist");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataSource.open("mnist", where, new Downloader(true)))
                .withMessage(missing + ", and downloads are disabled, so " + url
                        + " was not fetched; enable downloads, or copy the file to "
                        + dir.resolve("mnist"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataSource.open("mnist", where, null))
                .withMessage(missing + "; download it from " + url + " to " + dir.resolve("mnist"));
    }

    @Test
    void a_set_without_a_download_is_reported() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("cifar10"))
                .withMessageEndingWith("and is not available for download; copy it to " + dir.resolve("cifar10"));
    }

    @Test
    void an_image_size_is_rejected_for_tables() {
        ImageOptions small = new ImageOptions(OptionalInt.of(8), OptionalInt.empty(), Optional.empty());
        DataDirectories nowhere = new DataDirectories(List.of(), dir);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataSource.open("square", nowhere, null, small))
                .withMessage(
                        "size and grey conversion apply only to images, but 'square' has rows of 2 columns; leave both unset");
        Dataset digits = DataSource.open("digits", nowhere, null, small);
        assertThat(digits.shape()).isEqualTo(RowShape.image(1, 8, 8));
        assertThat(digits.notes()).containsExactly("resized from 28x28 grey");
        assertThat(digits.officialSplit()).isPresent();
    }

    @Test
    void an_impossible_image_size_is_rejected() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new ImageOptions(OptionalInt.of(0), OptionalInt.empty(), Optional.empty()))
                .withMessage("an image side must be in 1..4096 pixels, got 0");
    }

    @Test
    void a_single_row_can_be_opened_but_not_split() throws IOException {
        Path file = Files.writeString(dir.resolve("one.csv"), "a,b\n1,2\n");
        assertThat(open(file.toString()).rows()).isEqualTo(1);
    }

    @Test
    void known_sets_have_checksums_of_the_right_length_and_unique_names() {
        assertThat(DataSource.known())
                .extracting(KnownData::name)
                .doesNotHaveDuplicates()
                .contains("mnist", "frey");
        assertThat(DataSource.known())
                .flatExtracting(KnownData::files)
                .allSatisfy(file -> assertThat(file.sha256()).matches("[0-9a-f]{64}"));
    }

    @Test
    void directories_are_searched_from_the_given_one_to_the_cache() {
        Path home = Path.of("/home/u");
        DataDirectories all =
                DataDirectories.of(Path.of("given"), Map.of("ELBO_DATA", "/env", "XDG_CACHE_HOME", "/xdg"), home);
        assertThat(all.searchPath()).containsExactly(Path.of("given"), Path.of("/env"), Path.of("/xdg/elbo"));
        assertThat(all.downloadTo()).isEqualTo(Path.of("given"));
        DataDirectories plain = DataDirectories.of(null, Map.of("XDG_CACHE_HOME", "relative"), home);
        assertThat(plain.searchPath()).containsExactly(Path.of("/home/u/.cache/elbo"));
        assertThat(plain.downloadTo()).isEqualTo(Path.of("/home/u/.cache/elbo"));
    }
}
