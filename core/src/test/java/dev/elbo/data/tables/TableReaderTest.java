package dev.elbo.data.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.formats.DataFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
    @TempDir
    Path dir;

    private Path write(String text) throws IOException {
        return Files.writeString(dir.resolve("t.csv"), text);
    }

    private Dataset open(String text) throws IOException {
        return DataFiles.open(write(text), ImageOptions.NONE);
    }

    private void refused(String text, String message) throws IOException {
        Path file = write(text);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.open(file, ImageOptions.NONE))
                .withMessage("'" + file + "' " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2.5\n-3e2,4\n",
                "a;b\n1;2.5\n-3e2;4\n",
                "a\tb\n1\t2.5\n-3e2\t4\n",
                "\ufeffa,b\r\n1,2.5\r\n\r\n-3e2,4",
                "\"a\",\"b\"\n\"1\",2.5\n -3e2 , 4\n",
            })
    void commas_semicolons_and_tabs_separate(String text) throws IOException {
        Dataset data = open(text);
        assertThat(data.columnNames()).containsExactly("a", "b");
        assertThat(data.rows()).isEqualTo(2);
        assertThat(data.raw(0, 1)).isEqualTo(2.5f);
        assertThat(data.raw(1, 0)).isEqualTo(-300);
        assertThat(data.raw(1, 1)).isEqualTo(4);
    }

    @Test
    void without_a_header_the_first_line_is_data() throws IOException {
        Dataset data = open("1,2\n3,4\n5,6\n");
        assertThat(data.rows()).isEqualTo(3);
        assertThat(data.columnNames()).isEmpty();
        assertThat(open("7,8").rows()).isEqualTo(1);
    }

    @Test
    void a_header_may_contain_numbers_among_words() throws IOException {
        Dataset data = open("age,2019,2020\n1,2,3\n");
        assertThat(data.rows()).isEqualTo(1);
        assertThat(data.columnNames()).containsExactly("age", "2019", "2020");
    }

    @Test
    void words_in_a_label_column_become_classes_in_alphabetical_order() throws IOException {
        Dataset data = open("x,Class,y2\n1,rose,5\n2,iris,6\n3,rose,7\n");
        assertThat(data.columnNames()).containsExactly("x", "y2");
        assertThat(data.labels()).containsExactly(1, 0, 1);
        assertThat(data.labelNames()).containsExactly("iris", "rose");
        assertThat(data.raw(2, 1)).isEqualTo(7);
    }

    @Test
    void numbers_in_a_label_column_sort_as_numbers() throws IOException {
        Dataset data = open("label,x\n10,1\n2,1\n2.0,1\n-1,1\n");
        assertThat(data.labelNames()).containsExactly("-1", "2", "10");
        assertThat(data.labels()).containsExactly(2, 1, 1, 0);
    }

    @Test
    void measurements_are_not_labels() throws IOException {
        refused(
                "x,y\n1,0.5\n",
                "has '0.5' in line 2, column 'y', where a class is expected (a word or an integer);"
                        + " use label-column none or another label-column to read this one as data");
    }

    @Test
    void two_label_columns_are_rejected() throws IOException {
        refused("x,y,class\n1,2,3\n", "has two label columns, 'y' and 'class'; name one as label-column");
    }

    @Test
    void a_missing_value_is_reported_with_line_and_column() throws IOException {
        refused(
                "a,b\n1,2\n3,NaN\n",
                "has 'NaN' in line 3, column 'b', where a number is expected; fill it in or remove the row");
        refused(
                "a,b\n1,2\n,4\n",
                "has an empty cell in line 3, column 'a', where a number is expected; fill it in or remove"
                        + " the row");
        refused(
                "a,label\n1,\n",
                "has an empty cell in line 2, column 'label', where a label is expected; fill it in or remove"
                        + " the row");
    }

    @Test
    void a_word_among_numbers_is_reported_with_line_and_column() throws IOException {
        refused(
                "a,city\n1,Rome\n2,Oslo\n",
                "has words ('Rome', 'Oslo') in column 'city', where numbers are expected; leave the column out with"
                        + " drop city, encode it as numbers, or choose it as label-column");
    }

    @Test
    void line_numbers_count_lines_not_rows() throws IOException {
        refused(
                "a,b\n1,2\n\n\n3,x\n",
                "has 'x' in line 5, column 'b', where a number is expected; correct it, or leave the column out with"
                        + " drop b");
    }

    @Test
    void ragged_rows_are_reported_with_their_line() throws IOException {
        refused("a,b\n1,2\n3\n", "has 1 field in line 3, but 2 columns; repair that line");
        refused("a,b\n1,2\n3,4,5\n", "has 3 fields in line 3, but 2 columns; repair that line");
    }

    @Test
    void a_number_that_exceeds_single_precision_is_rejected() throws IOException {
        refused(
                "a,b\n1,2\n1e60,4\n",
                "has '1e60' in line 3, column 'a', which exceeds the range of single precision;"
                        + " rescale the column");
    }

    @Test
    void an_empty_file_and_a_header_alone_are_rejected() throws IOException {
        refused("", "is empty; expected a file with at least one row");
        refused("\n\n", "is empty; expected a table with at least one row");
        refused("a,b\n", "has a header but no rows; at least one is needed");
    }

    @Test
    void a_quote_that_is_never_closed_is_rejected() throws IOException {
        Path file = write("a,b\n1,\"2\n3,4\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.open(file, ImageOptions.NONE))
                .withMessageContaining("line 2");
    }

    @Test
    void ten_thousand_rows_grow_the_table() throws IOException {
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 10_000; i++) {
            text.append(i).append(',').append(2 * i).append(',').append(-i).append('\n');
        }
        Dataset data = open(text.toString());
        assertThat(data.rows()).isEqualTo(10_000);
        assertThat(data.raw(9_999, 1)).isEqualTo(19_998);
        assertThat(data.raw(5_000, 2)).isEqualTo(-5_000);
    }
}
