package dev.elbo.data.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.TableOptions;
import dev.elbo.data.TableOptions.Decimal;
import dev.elbo.data.Values;
import dev.elbo.data.formats.DataFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as spreadsheets and statistics programs write them. */
class TableFlavoursTest {
    @TempDir
    Path dir;

    private Path write(String text) throws IOException {
        return Files.writeString(dir.resolve("t.csv"), text);
    }

    private Dataset open(String text) throws IOException {
        return open(text, TableOptions.DEFAULT);
    }

    private Dataset open(String text, TableOptions options) throws IOException {
        return DataFiles.open(write(text), ImageOptions.NONE, options);
    }

    private static TableOptions with(String label, String drop, String keep, Decimal decimal) {
        return new TableOptions(
                label,
                drop.isEmpty() ? List.of() : TableOptions.names(drop),
                keep.isEmpty() ? List.of() : TableOptions.names(keep),
                decimal,
                List.of());
    }

    private void refused(String text, TableOptions options, String message) throws IOException {
        Path file = write(text);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.open(file, ImageOptions.NONE, options))
                .withMessage("'" + file + "' " + message);
    }

    private void refused(String text, String message) throws IOException {
        refused(text, TableOptions.DEFAULT, message);
    }

    private static float[] values(Dataset data) {
        return ((Values.Floats) data.values()).data();
    }

    @Test
    void a_decimal_comma_is_read_where_the_whole_column_has_it() throws IOException {
        Dataset data = open("\ufeffTemperatur;Druck;Zähler\r\n22,39;874,2;9\r\n15,27;982,5;10\r\n-3,5e1;7;11\r\n");
        assertThat(values(data)).containsExactly(22.39f, 874.2f, 9, 15.27f, 982.5f, 10, -35, 7, 11);
        assertThat(data.notes())
                .containsExactly("columns 'Temperatur', 'Druck' were read with a decimal comma: '22,39' is 22.39");
    }

    @Test
    void decimal_commas_are_read_without_a_header_and_between_tabs_and_blanks() throws IOException {
        for (String separator : List.of(";", "\t", "  ")) {
            Dataset data = open("22,39;874,2;9\n15,27;982,5;10\n".replace(";", separator));
            assertThat(values(data)).containsExactly(22.39f, 874.2f, 9, 15.27f, 982.5f, 10);
        }
    }

    @Test
    void thousands_separators_are_read_where_the_whole_column_has_them() throws IOException {
        Dataset data = open("name,income\n1,\"5,933\"\n2,\"1,234,567.5\"\n3,12\n");
        assertThat(data.raw(0, 1)).isEqualTo(5933);
        assertThat(data.raw(1, 1)).isEqualTo(1234567.5f);
        assertThat(data.raw(2, 1)).isEqualTo(12);
        assertThat(data.notes()).containsExactly("column 'income' was read with thousands separators: '5,933' is 5933");
        assertThat(values(open("a;b\n1.234,56;1\n-7,5;2\n"))).containsExactly(1234.56f, 1, -7.5f, 2);
        assertThat(values(open("a;b\n1 234,5;1\n12\u00a0345,5;2\n"))).containsExactly(1234.5f, 1, 12345.5f, 2);
        assertThat(values(open("a,b\n1'234.5,1\n7,2\n"))).containsExactly(1234.5f, 1, 7, 2);
    }

    @Test
    void thousands_without_decimals_follow_the_other_columns() throws IOException {
        assertThat(open("a;b\n1.234;3,5\n2.500;4,5\n").raw(0, 0)).isEqualTo(1234);
        assertThat(open("a;b\n1.234;3.5\n2.500;4.5\n").raw(0, 0)).isEqualTo(1.234f);
        assertThat(open("a;b\n1,234;3,5\n2,500;4,5\n").raw(0, 0)).isEqualTo(1.234f);
        assertThat(open("a;b\n1,234;3.5\n2,500;4.5\n").raw(0, 0)).isEqualTo(1234);
        assertThat(open("a;b\n0,234;3\n2,500;4\n").raw(1, 0))
                .as("0,234 is no number of thousands")
                .isEqualTo(2.5f);
    }

    @Test
    void what_may_be_decimals_or_thousands_has_to_be_said() throws IOException {
        String text = "a;b\n1,234;1\n5,678;2\n";
        refused(
                text,
                "has '1,234' in line 2 in column 'a', where the comma may separate decimals or thousands; say which"
                        + " with decimal comma or decimal point");
        assertThat(open(text, with("auto", "", "", Decimal.COMMA)).raw(0, 0)).isEqualTo(1.234f);
        assertThat(open(text, with("auto", "", "", Decimal.POINT)).raw(0, 0)).isEqualTo(1234);
        refused(
                "a;b\n1.5;1\n2;2\n",
                with("auto", "", "", Decimal.COMMA),
                "has '1.5' in line 2 in column 'a', which is no number with a decimal comma; choose the other decimal,"
                        + " or auto");
    }

    @Test
    void a_column_that_mixes_ways_of_writing_is_refused() throws IOException {
        refused(
                "a;b\n1,5;1\n2.5;2\n3;3\n",
                "has '1,5' in line 2 and '2.5' in line 3 in column 'a', which are not written in the same way; write"
                        + " all numbers of the column alike");
    }

    @Test
    void only_decimal_numbers_are_numbers() throws IOException {
        refused(
                "flat,area\n1D,64.1\n2F,44.8\n3D,53.4\n",
                "has words ('1D', '2F', '3D') in column 'flat', where numbers are expected; leave the column out with"
                        + " drop flat, encode it as numbers, or choose it as label-column");
        refused(
                "a,b\n1,64.1\n0x1p3,44.8\n3,53.4\n",
                "has '0x1p3' in line 3, column 'a', where a number is expected; correct it, or leave the column out"
                        + " with drop a");
        assertThat(values(open("a,b\n+1.,.5\n1E+2,-0.25e-1\n"))).containsExactly(1, 0.5f, 100, -0.025f);
    }

    @Test
    void dates_and_words_are_called_what_they_are_in_one_sentence() throws IOException {
        refused(
                "duration,protocol,when\n2,udp,2024-03-01 10:00:00\n0.01,tcp,2024-03-02 10:01:00\n",
                "has words ('udp', 'tcp') in column 'protocol', dates or times ('2024-03-01 10:00:00', '2024-03-02"
                        + " 10:01:00') in column 'when', where numbers are expected; leave such columns out with drop"
                        + " protocol,when, encode them as numbers, or choose one as label-column");
        refused(
                "5.1,3.5,Iris-setosa\n4.9,3.0,Iris-setosa\n",
                "has words ('Iris-setosa') in column 3, where numbers are expected; leave the column out with drop 3,"
                        + " encode it as numbers, or choose it as label-column");
    }

    @Test
    void true_and_false_and_yes_and_no_are_one_and_zero() throws IOException {
        Dataset data = open("active,ok,area\ntrue,No,47.7\nFALSE,yes,57.9\n");
        assertThat(values(data)).containsExactly(1, 0, 47.7f, 0, 1, 57.9f);
        assertThat(data.notes())
                .containsExactly("columns 'active', 'ok' were read as 1 for true or yes and 0 for false or no");
    }

    @Test
    void true_and_yes_in_one_column_are_words() throws IOException {
        refused(
                "a,b\ntrue,1\nyes,2\n",
                "has words ('true', 'yes') in column 'a', where numbers are expected; leave the column out with drop"
                        + " a, encode it as numbers, or choose it as label-column");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sep=;\r\na;b\r\n1.5;2\r\n3;4\r\n",
                "\"sep=;\"\na;b\n1.5;2\n3;4\n",
                "a,b,\n1.5,2,\n3,4,\n",
                "a,b\n1.5,2,\n3,4,\n",
                "a,b,,\n1.5,2\n3,4,,\n",
                "a,b\n1.5,2\n,\n3,4\n,\n",
                "a b\n1.5 2\n  3   4  \n",
                "a|b\n1.5|2\n3|4\n",
                ";\na;b\n;\n1,5;2\n3;4\n",
                "a,b\n1.5,2\n   \n3,4\n",
                "\"a\" \"b\"\n1.5\t2\n3 4\n",
                "# made by a program\n# a b\n1.5 2\n3 4\n",
                "# made by a program\n\na,b\n1.5,2\n3,4\n",
                "#a\tb\n1.5\t2\n3\t4\n",
            })
    void spreadsheets_and_other_programs_write_the_same_table(String text) throws IOException {
        Dataset data = open(text);
        assertThat(data.columnNames()).containsExactly("a", "b");
        assertThat(values(data)).containsExactly(1.5f, 2, 3, 4);
    }

    @Test
    void what_is_left_out_is_said() throws IOException {
        assertThat(open("a,b,\n1.5,2,\n3,4,\n").notes())
                .containsExactly("column 3 has neither a name nor a value and was left out");
        assertThat(open("a,b\n1.5,2\n,\n3,4\n,\n").notes()).containsExactly("2 lines without any value were left out");
    }

    @Test
    void files_of_txt_and_data_are_tables() throws IOException {
        for (String name : List.of("t.txt", "t.DATA", "t.tsv")) {
            Path file = Files.writeString(dir.resolve(name), "1 2\n3 4\n");
            assertThat(values(DataFiles.open(file, ImageOptions.NONE))).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void the_bytes_determine_the_encoding() throws IOException {
        String text = "Zähler;größe\n1;2\n";
        for (Charset charset : List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.ISO_8859_1,
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE)) {
            boolean marked = charset.name().startsWith("UTF-16");
            Path file = Files.write(dir.resolve("e.csv"), ((marked ? "\ufeff" : "") + text).getBytes(charset));
            Dataset data = DataFiles.open(file, ImageOptions.NONE);
            assertThat(data.columnNames()).as(charset.name()).containsExactly("Zähler", "größe");
            assertThat(data.notes())
                    .isEqualTo(
                            charset == StandardCharsets.ISO_8859_1
                                    ? List.of("the text is not UTF-8 and was read as Windows-1252 (Latin)")
                                    : List.of());
        }
    }

    @Test
    void a_character_on_the_border_of_two_blocks_is_no_other_encoding() throws IOException {
        for (int padding = 65_530; padding < 65_540; padding++) {
            Dataset data = open("a,b\n" + "0".repeat(padding) + "1,2\n3,4\n", with("none", "", "b", Decimal.AUTO));
            assertThat(data.columnNames()).containsExactly("b");
            Dataset named = open("x".repeat(padding) + "😀,b\n1,2\n");
            assertThat(named.notes()).isEmpty();
            assertThat(named.columnNames().get(0)).endsWith("😀");
        }
    }

    @Test
    void binary_files_are_no_tables() throws IOException {
        Path file = Files.write(dir.resolve("b.csv"), new byte[] {1, 2, 0, 3});
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.open(file, ImageOptions.NONE))
                .withMessage("'" + file + "' is not text (its byte 2 is zero); expected a text file with one row per"
                        + " line");
    }

    @Test
    void a_first_column_that_counts_the_rows_names_them() throws IOException {
        for (String header : List.of("", "Unnamed: 0", "row")) {
            Dataset data = open(header + ",a\n0,5\n1,6\n2,7\n");
            assertThat(data.columnNames()).containsExactly("a");
            assertThat(data.rowNames()).containsExactly("0", "1", "2");
            assertThat(data.notes())
                    .containsExactly(
                            (header.isEmpty() ? "the first column, which has no name," : "the column '" + header + "'")
                                    + " counts the rows and was left out");
        }
        assertThat(open(",a\n1,5\n2,6\n").rowNames()).containsExactly("1", "2");
        Dataset named = open(",a\ngene1,5\ngene2,6\n");
        assertThat(named.rowNames()).containsExactly("gene1", "gene2");
        Dataset ofR = open("\"a\" \"b\"\n\"1\" 5 6\n\"2\" 7 8\n");
        assertThat(ofR.columnNames()).containsExactly("a", "b");
        assertThat(values(ofR)).containsExactly(5, 6, 7, 8);
    }

    @Test
    void whole_numbers_without_a_name_that_differ_name_the_rows() throws IOException {
        for (String header : List.of("", "Unnamed: 0")) {
            Dataset data = open(header + ",a,b\n417,5,1\n3,6,2\n88,7,3\n");
            assertThat(data.columnNames()).containsExactly("a", "b");
            assertThat(data.rowNames()).containsExactly("417", "3", "88");
            assertThat(data.notes())
                    .containsExactly(
                            (header.isEmpty() ? "the first column, which has no name," : "the column 'Unnamed: 0'")
                                    + " has another whole number in every row, so it names the rows and was left out; keep reads it"
                                    + " as data");
        }
        String text = ",a,b\n417,5,1\n3,6,2\n";
        Dataset kept = open(text, with("auto", "", "1,a", Decimal.AUTO));
        assertThat(kept.columnNames()).containsExactly("x1", "a");
        assertThat(values(kept)).containsExactly(417, 5, 3, 6);
        assertThat(open(text, TableOptions.DEFAULT.forModel(List.of("b", "a"))).rowNames())
                .containsExactly("417", "3");
        assertThat(values(open(text, TableOptions.DEFAULT.forModel(List.of("x1", "b")))))
                .as("a model of the column without a name")
                .containsExactly(417, 1, 3, 2);
        assertThat(open("row,a\n4,5\n2,6\n").columnNames()).containsExactly("row", "a");
        assertThat(open(",a\n4,5\n4,6\n").columnNames()).containsExactly("x1", "a");
    }

    @Test
    void a_column_id_that_counts_names_the_rows_and_another_is_noted() throws IOException {
        Dataset counted = open("a,id,b\n5,1,2\n6,2,2\n");
        assertThat(counted.columnNames()).containsExactly("a", "b");
        assertThat(counted.rowNames()).containsExactly("1", "2");
        assertThat(counted.notes()).containsExactly("the column 'id' counts the rows and was left out");
        Dataset shuffled = open("ID,a\n5,1\n3,2\n");
        assertThat(shuffled.columnNames()).containsExactly("ID", "a");
        assertThat(shuffled.notes())
                .containsExactly(
                        "the column 'ID' has another whole number in every row but was read as data; if it only"
                                + " names the rows, leave it out with drop ID");
        assertThat(open("id\n1\n2\n").columnNames()).containsExactly("id");
        assertThat(open("id,a\n1,5\n2,6\n", with("auto", "", "id,a", Decimal.AUTO))
                        .columnNames())
                .containsExactly("id", "a");
        assertThat(open("id,a\n1,5\n2,6\n", TableOptions.DEFAULT.forModel(List.of("id", "a")))
                        .columnNames())
                .containsExactly("id", "a");
    }

    @Test
    void numbers_that_their_name_makes_the_labels_are_noted() throws IOException {
        String text = "x,y\n0.5,0\n1.5,2\n2.5,1\n";
        assertThat(open(text).notes())
                .containsExactly(
                        "the column 'y' was read as the labels because of its name; label-column none reads it as data");
        assertThat(open(text, with("y", "", "", Decimal.AUTO)).notes()).isEmpty();
        assertThat(open("x,y\n0.5,a\n1.5,b\n").notes()).isEmpty();
    }

    private void isForeign(byte[] content, String kind) throws IOException {
        Path file = Files.write(dir.resolve("f.csv"), content);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.open(file, ImageOptions.NONE))
                .withMessage("'" + file + "' is " + kind);
    }

    @Test
    void files_of_another_kind_are_named() throws IOException {
        String text = "a,b\n1,2\n3,4\n";
        for (String charset : List.of("UTF-32LE", "UTF-32BE", "X-UTF-32LE-BOM")) {
            isForeign(text.getBytes(Charset.forName(charset)), "text in UTF-32; save it as UTF-8");
        }
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            isForeign(text.getBytes(charset), "text in UTF-16 without a byte order mark; save it as UTF-8");
        }
        for (String page : List.of("\n<!DOCTYPE html>\n<html>", "\uFEFF<html lang='en'>\n<body>1,2</body>")) {
            isForeign(
                    page.getBytes(StandardCharsets.UTF_8),
                    "a web page (HTML), not a table; download the file that the page shows or links to");
        }
        isForeign(
                "PK\u0003\u0004\u0014\0\0".getBytes(StandardCharsets.ISO_8859_1),
                "a zip archive or a spreadsheet (.xlsx, .ods); save the sheet as CSV");
        isForeign(new byte[] {0x1f, (byte) 0x8b, 8, 0}, "compressed (gzip); unpack it");
    }

    @Test
    void a_file_that_may_not_be_read_says_so_once() {
        assertThat(TextFile.unreadable(Path.of("a.csv"), new java.nio.file.AccessDeniedException("a.csv")))
                .hasMessage("'a.csv' cannot be read (access is denied); check the file");
    }

    @Test
    void points_before_three_digits_between_semicolons_are_noted() throws IOException {
        String text = "a;b\n1.234;5\n2.345;6\n3.456;7\n";
        Dataset data = open(text);
        assertThat(values(data)).containsExactly(1.234f, 5, 2.345f, 6, 3.456f, 7);
        assertThat(data.notes())
                .containsExactly("column 'a' was read with a decimal point: '1.234' is 1.234; if the point separates"
                        + " thousands, use decimal comma");
        assertThat(values(open(text, with("auto", "", "", Decimal.COMMA)))).startsWith(1234, 5, 2345, 6);
        assertThat(open(text, with("auto", "", "", Decimal.POINT)).notes()).isEmpty();
        assertThat(open("a;b\n1.234;5.5\n2.345;6\n").notes()).isEmpty();
        assertThat(open(text.replace(';', ',')).notes()).isEmpty();
    }

    @Test
    void a_first_line_of_years_is_noted() throws IOException {
        assertThat(open("2019,2020,2021\n1,2,3\n4,5,6\n").notes())
                .containsExactly(
                        "the first line, with the numbers from 2019 to 2021, was read as a row; if these are the"
                                + " names of the columns, put a word before each");
        assertThat(open("2019,2020\n2018,2020\n2017,2021\n").notes()).isEmpty();
        assertThat(open("2019,5\n1,2\n").notes()).isEmpty();
    }

    @Test
    void the_apostrophe_before_a_formula_is_no_part_of_a_name() throws IOException {
        assertThat(open("'=1+1,'-b,'c\n1,2,3\n").columnNames()).containsExactly("=1+1", "-b", "'c");
    }

    @Test
    void names_match_however_their_accents_are_encoded() throws IOException {
        String composed = "gr\u00f6\u00dfe";
        String decomposed = "gro\u0308\u00dfe";
        Dataset data = open("a," + decomposed + "\n1,2\n", TableOptions.DEFAULT.forModel(List.of(composed)));
        assertThat(values(data)).containsExactly(2);
        assertThat(values(open("a," + composed + "\n1,2\n", with("auto", decomposed, "", Decimal.AUTO))))
                .containsExactly(1);
    }

    @Test
    void missing_values_of_spreadsheets_and_programs_are_said_to_be_missing() throws IOException {
        for (String missing : List.of("#N/A", "None")) {
            refused(
                    "a,b\n1,2\n3," + missing + "\n",
                    TableOptions.DEFAULT,
                    "has '" + missing
                            + "' in line 3, column 'b', where a number is expected; fill it in or remove the row");
        }
        assertThat(open("a,label\n1,None\n2,some\n").labelNames()).containsExactly("None", "some");
    }

    @Test
    void other_numbers_without_a_name_are_data() throws IOException {
        Dataset data = open(",a\n0.5,5\n1,6\n");
        assertThat(data.columnNames()).containsExactly("x1", "a");
        assertThat(data.rowNames()).isEmpty();
    }

    @Test
    void columns_are_dropped_kept_and_chosen_as_label() throws IOException {
        String text = "id,a,when,Outcome\n17,1,monday,0\n18,2,friday,1\n";
        Dataset data = open(text, with("outcome", "when,ID", "", Decimal.AUTO));
        assertThat(data.columnNames()).containsExactly("a");
        assertThat(data.labels()).containsExactly(0, 1);
        assertThat(data.rowNames()).as("a column called id that is not data").containsExactly("17", "18");
        assertThat(open(text, with("none", "", "Outcome,a", Decimal.AUTO)).columnNames())
                .containsExactly("a", "Outcome");
        assertThat(values(open("1,x,3\n4,y,6\n", with("2", "1", "", Decimal.AUTO))))
                .containsExactly(3, 6);
        refused(
                text,
                with("auto", "whem", "", Decimal.AUTO),
                "has no column 'whem'; it has 'id', 'a', 'when', 'Outcome'; did you mean 'when'?");
        refused(
                "1,2\n3,4\n",
                with("auto", "3", "", Decimal.AUTO),
                "has no column '3'; it has no header, so columns are numbered from 1 to 2");
        refused("a,b\n1,2\n", with("auto", "a,b", "", Decimal.AUTO), "has no column of data left; drop fewer columns");
    }

    @Test
    void a_column_named_y_with_many_numbers_is_not_taken_for_a_label_silently() throws IOException {
        StringBuilder text = new StringBuilder("x,y\n");
        IntStream.range(0, 30)
                .forEach(i -> text.append(i).append(',').append(100 - i).append('\n'));
        refused(
                text.toString(),
                "has 30 different numbers in 30 rows of column 'y', which its name makes the label column; use"
                        + " label-column none to read it as data, or label-column y if they are classes");
        assertThat(open(text.toString(), with("none", "", "", Decimal.AUTO)).columnNames())
                .containsExactly("x", "y");
        assertThat(open(text.toString(), with("y", "", "", Decimal.AUTO)).labelNames())
                .hasSize(30);
    }

    @Test
    void text_of_the_file_is_escaped_and_cut_in_messages() throws IOException {
        refused(
                "a\u001b[31m,b\n1,2\n3,\u0007bell\n4,5\n",
                "has '\\x07bell' in line 3, column 'b', where a number is expected; correct it, or leave the column"
                        + " out with drop b");
        refused(
                "a\u001b[31m,b\n1,2\nx,4\n5,6\n",
                "has 'x' in line 3, column 'a\\x1b[31m', where a number is expected; correct it, or leave the column"
                        + " out with drop a\\x1b[31m");
        refused(
                "x".repeat(3_000_000) + ",b\n1,2\n?,4\n",
                "has '?' in line 3, column '" + "x".repeat(60) + "…', where a number is expected; fill it in or remove"
                        + " the row");
    }

    @Test
    void a_single_column_may_have_decimal_commas() throws IOException {
        assertThat(values(open("temp\n1,5\n2,25\n3\n"))).containsExactly(1.5f, 2.25f, 3);
        assertThat(values(open("1,5\n2,25\n")))
                .as("two columns without a header")
                .containsExactly(1, 5, 2, 25);
    }

    @Test
    void a_line_that_lacks_a_field_is_named_between_blanks_too() throws IOException {
        refused(
                "a b c\n1 2 3\n4 5\n6 7 8\n",
                "has 2 fields in line 3, but 3 columns separated by blanks; repair that line");
    }

    @Test
    void a_missing_cell_among_true_and_false_is_missing() throws IOException {
        refused(
                "a,b\nTRUE,2\n,4\n",
                "has an empty cell in line 3, column 'a', where a number is expected; fill it in or remove the row");
    }

    @Test
    void twenty_thousand_columns_are_read() throws IOException {
        String names =
                IntStream.range(0, 20_000).mapToObj(i -> "g" + i).collect(java.util.stream.Collectors.joining(","));
        String row = "7,".repeat(19_999) + "7\n";
        assertThat(open(names + "\n" + row + row).shape().size()).isEqualTo(20_000);
    }

    @Test
    void an_empty_named_column_is_named() throws IOException {
        refused(
                "a,b\n1,\n2,\n",
                "has an empty cell in line 2, column 'b', where a number is expected; leave the column out with drop"
                        + " b");
    }

    @Test
    void numbers_that_single_precision_makes_equal_are_kept_in_double_precision() throws IOException {
        Dataset times = open("ts,a\n1700000000,1\n1700000007,2\n1700000014,3\n");
        assertThat(times.values()).isInstanceOf(Values.Doubles.class);
        assertThat(times.value(1, 0)).isEqualTo(1700000007);
        assertThat(open("a\n4500000000000000\n4500000000000001\n").value(1, 0)).isEqualTo(4500000000000001.0);
        assertThat(open("a\n1000000.01\n1000000.02\n1000000.03\n").value(1, 0)).isEqualTo(1000000.02);
        assertThat(open("a\n16777216\n33554432\n").values()).isInstanceOf(Values.Floats.class);
    }

    @Test
    void numbers_that_even_double_precision_rounds_are_counted() throws IOException {
        assertThat(open("a,b\n45000000000000000001,1\n45000000000000000002,2\n45000000000000000000,3\n")
                        .notes())
                .containsExactly(
                        "2 whole numbers in column 'a' have too many digits for double precision and are rounded");
        assertThat(open("a,b\n0.12345678901234567890,1\n4500000000000001,2\n").notes())
                .isEmpty();
    }

    @Test
    void digits_without_a_meaning_do_not_need_double_precision() throws IOException {
        StringBuilder text = new StringBuilder("a\n");
        new java.util.Random(1)
                .doubles(20_000)
                .forEach(value -> text.append(value).append('\n'));
        Dataset data = open(text.toString());
        assertThat(data.values()).isInstanceOf(Values.Floats.class);
    }
}
