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
    void the_generated_sets_open_anywhere() {
        assertThat(open("digits").sha256())
                .isEqualTo(Digits.generate(Digits.ROWS, Digits.SEED).sha256());
        assertThat(open("square").columnNames()).containsExactly("x1", "x2");
    }

    @Test
    void a_graph_is_no_table_of_rows() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("cora"))
                .withMessage("'cora' is a graph, where rows of data are expected; 'elbo links' is for graphs");
    }

    @Test
    void a_misspelt_name_gets_a_suggestion() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("mnits"))
                .withMessage(
                        "there is no data 'mnits': it is not one of digits, square, circle, arcsR, mnist, frey, cifar10, and the path "
                                + Path.of("mnits").toAbsolutePath() + " does not exist; did you mean 'mnist'?");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("MNIST"))
                .withMessageEndingWith("did you mean 'mnist'?");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("cifar"))
                .withMessageEndingWith("did you mean 'cifar10'?");
    }

    @Test
    void a_path_that_does_not_exist_says_so_without_a_far_fetched_suggestion() {
        Path missing = dir.resolve("missing.csv");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(missing.toString()))
                .withMessageEndingWith("the path " + missing + " does not exist");
    }

    @Test
    void an_empty_name_and_an_impossible_path_are_refused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(" "))
                .withMessageContaining("is empty");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("a\0b"))
                .withMessageContaining("nor a valid path");
    }

    @Test
    void an_unknown_kind_of_file_lists_the_known_ones() throws IOException {
        Path file = Files.writeString(dir.resolve("a.xyz"), "1");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(file.toString()))
                .withMessage(
                        "'" + file + "' is of no kind that can be read; expected .csv, .tsv, .npy, .npz, .mat, .idx or"
                                + " -ubyte (also .gz), an image, or a folder or .zip of images");
    }

    @Test
    void an_empty_file_says_so_whatever_its_kind() throws IOException {
        for (String name : new String[] {"a.csv", "a.npy", "a.mat", "a.zip", "a-ubyte", "a.png"}) {
            Path file = Files.createFile(dir.resolve(name));
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> open(file.toString()))
                    .withMessage("'" + file + "' is empty; expected a file with at least one row");
        }
    }

    @Test
    void offline_the_message_says_what_is_missing_where_and_how_to_put_it_there() {
        Path other = dir.resolve("other");
        DataDirectories where = new DataDirectories(List.of(other, dir), dir);
        String url = "https://ossci-datasets.s3.amazonaws.com/mnist/train-images-idx3-ubyte.gz";
        String missing = "'mnist' needs train-images-idx3-ubyte.gz, which is in none of " + other + ", "
                + other.resolve("mnist") + ", " + dir + ", " + dir.resolve("mnist");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataSource.open("mnist", where, new Downloader(true)))
                .withMessage(missing + ", and downloading " + url + " is off; allow downloads, or put the file into "
                        + dir.resolve("mnist"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataSource.open("mnist", where, null))
                .withMessage(missing + "; get it from " + url + " and put it into " + dir.resolve("mnist"));
    }

    @Test
    void a_set_that_is_not_published_says_so() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("cifar10"))
                .withMessageEndingWith("and it is not published for download; put it into " + dir.resolve("cifar10"));
    }

    @Test
    void an_image_size_is_refused_for_tables() {
        ImageOptions small = new ImageOptions(OptionalInt.of(8), OptionalInt.empty(), Optional.empty());
        DataDirectories nowhere = new DataDirectories(List.of(), dir);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataSource.open("square", nowhere, null, small))
                .withMessage("image size and grey apply to images, but 'square' has rows of 2 columns; leave them out");
        Dataset digits = DataSource.open("digits", nowhere, null, small);
        assertThat(digits.shape()).isEqualTo(RowShape.image(1, 8, 8));
        assertThat(digits.notes()).containsExactly("resized from 28x28 grey");
        assertThat(digits.officialSplit()).isPresent();
    }

    @Test
    void an_impossible_image_size_is_refused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new ImageOptions(OptionalInt.of(0), OptionalInt.empty(), Optional.empty()))
                .withMessage("an image side must be in 1..4096 pixels, got 0");
    }

    @Test
    void one_row_opens_and_only_splitting_it_fails() throws IOException {
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
    void directories_are_searched_from_the_given_to_the_cache() {
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
