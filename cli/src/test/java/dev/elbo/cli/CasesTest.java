package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables and graphs as users bring them, in {@code cases}: each gives a right result, or one sentence and exit 2. */
class CasesTest {
    private static final Path CASES = cases();
    private static final String QUICK = " --epochs 5 --threads 1 --hidden 8 --posterior normal:4 --data";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path order; // a run on height, weight, temp

    private static Path cases() {
        try {
            return Path.of(Objects.requireNonNull(CasesTest.class.getResource("/cases"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    static void train() {
        order = shared.resolve("order");
        Outcome.ofLine("train " + Fixtures.TINY + " --data", CASES.resolve("04order/train.csv"), "--out", order)
                .worked();
    }

    /** What {@code data info} says first, or a part of the sentence with which it refuses. */
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("01cat/bool.csv", "100 rows of 2 columns, values 0 to 81.5"),
            Map.entry("01cat/dates.csv", "dates or times ('2024-03-01 10:00:00', '2024-03-02 10:01:00', "),
            Map.entry("01cat/jfloat.csv", "words ('1D', '2F', '3D') in column 'flat', where numbers are expected"),
            Map.entry("01cat/kdd.csv", "drop protocol,when, encode them as numbers"),
            Map.entry("02excel/de.csv", "120 rows of 3 columns, values 2 to 1120.8"),
            Map.entry("02excel/de1252.csv", "columns: Temperatur, Druck, Zähler"),
            Map.entry("02excel/index.csv", "100 rows of 2 columns, values -2.453 to 2.841"),
            Map.entry("02excel/sep.csv", "120 rows of 3 columns, values 2 to 1120.8"),
            Map.entry("02excel/utf16.csv", "50 rows of 2 columns, values -2.835 to 2.363"),
            Map.entry("04order/extra.csv", "5 rows of 4 columns"),
            Map.entry("04order/labelled.csv", "labels: ok"),
            Map.entry("04order/missing.csv", "5 rows of 2 columns"),
            Map.entry("04order/nan.csv", "has an empty cell in line 2, column 'weight', where a number is expected"),
            Map.entry("04order/new.csv", "5 rows of 3 columns, values 36.55 to 190.63"),
            Map.entry("04order/noheader.csv", "5 rows of 3 columns, values 36.55 to 190.63"),
            Map.entry("04order/one.csv", "1 row of 3 columns"),
            Map.entry("04order/outlier.csv", "values 36.55 to 1700"),
            Map.entry("04order/renamed.csv", "columns: Height, Weight, Temp"),
            Map.entry("04order/reordered.csv", "columns: weight, height, temp"),
            Map.entry("04order/train.csv", "300 rows of 3 columns"),
            Map.entry("05range/allconst.csv", "values 1 to 2"),
            Map.entry("05range/const.csv", "300 rows of 4 columns"),
            Map.entry("05range/const2.csv", "6 rows of 4 columns"),
            Map.entry("05range/huge.csv", "values 0.0000000002636 to 1700002093"),
            Map.entry("05range/ids.csv", "values 0.83 to 4500000000000299"),
            Map.entry("05range/sensor_on.csv", "3 rows of 4 columns, values 0 to 40"),
            Map.entry("06counts/genes.csv", "150 rows of 40 columns, values 0 to 34"),
            Map.entry("10graph/feat.csv", "words ('u0', 'u1', 'u2') in column 'node'"),
            Map.entry("10graph/feat_short.csv", "words ('u0', 'u1', 'u2') in column 'node'"),
            Map.entry("10graph/head.csv", "words ('u0', 'u1', 'u2') in column 'source'"),
            Map.entry("10graph/names.csv", "words ('Smith, 0', 'Smith, 1', 'Smith, 2') in column 'source'"),
            Map.entry("10graph/weighted.csv", "words ('u0', 'u1', 'u2') in column 'source'"),
            Map.entry("10graph/comment.txt", "59 rows of 2 columns"),
            Map.entry("10graph/plain.txt", "59 rows of 2 columns"),
            Map.entry("damaged/02-columns-reordered.csv", "columns: c, b, a"),
            Map.entry("damaged/02-other-column-names.csv", "columns: size, weight, price"),
            Map.entry("damaged/csv-escape.csv", "has '\\x1b[31mX\\x07' in line 2, column 'a'"),
            Map.entry("damaged/csv-java-suffixes.csv", "words ('0x1p3', '1d', '2D') in column 'a'"),
            Map.entry("damaged/d.csv", "120 rows of 3 columns"),
            Map.entry("more/ambiguous.csv", "the comma may separate decimals or thousands; say which with decimal"),
            Map.entry("more/formula.csv", "words ('=1+1', 'b', '@c') in column 'source'"),
            Map.entry("more/iris.data", "words ('Iris-setosa', 'Iris-virginica') in column 3"),
            Map.entry("more/matrix.csv", "6 rows of 6 columns, values 0 to 1"),
            Map.entry("more/matrix_named.csv", "6 rows of 6 columns, values 0 to 1"),
            Map.entry("more/outcome.csv", "40 rows of 3 columns"),
            Map.entry("more/space.csv", "40 rows of 3 columns"),
            Map.entry("more/table.txt", "columns: a, b, c"),
            Map.entry("more/trail.csv", "40 rows of 2 columns"),
            Map.entry("more/two.csv", "has two label columns, 'class' and 'target'; name one as label-column"),
            Map.entry("more/us.csv", "column 'Income' was read with thousands separators: '1,000' is 1000"),
            Map.entry("more/yes.csv", "column 'smoker' was read as 1 for true or yes and 0 for false or no"),
            Map.entry("more/yint.csv", "different numbers in 60 rows of column 'y'"));

    static Stream<String> tables() {
        return TABLES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_table_is_described_or_refused(String name) {
        Outcome outcome = Outcome.ofLine("data info", CASES.resolve(name));
        String expected = TABLES.get(name);
        if (outcome.exit() == 0) {
            assertThat(outcome.out()).contains(expected);
        } else {
            outcome.refusedWith(expected);
        }
        assertThat(outcome.out() + outcome.err()).doesNotContain("\u001b", "\u0007");
    }

    @Test
    void no_case_is_left_out() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> CASES.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.endsWith(".elbo") && !name.endsWith(".edges"))
                    .toList();
            assertThat(new TreeSet<>(names)).isEqualTo(new TreeSet<>(TABLES.keySet()));
        }
    }

    private List<String> scored(Path model, String table) {
        Path out = folder.resolve(Path.of(table).getFileName() + ".scores.csv");
        Outcome.ofLine("score --samples 20", model, "--data", CASES.resolve(table), "--out", out)
                .worked();
        return lines(out);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"reordered.csv", "renamed.csv", "noheader.csv", "extra.csv", "labelled.csv"})
    void the_same_rows_in_other_columns_have_the_same_scores(String table) {
        List<String> expected = scored(order, "04order/new.csv");
        List<String> found = scored(order, "04order/" + table);
        assertThat(expected.get(0)).isEqualTo("row,log_likelihood_nats,standard_error,effective_sample_size,reliable");
        assertThat(expected).hasSize(6);
        if (table.equals("labelled.csv")) {
            assertThat(found.get(0)).startsWith("row,label,");
            found = found.stream()
                    .map(line -> line.replaceFirst(",(ok|bad|label),", ","))
                    .toList();
        } else if (table.equals("extra.csv")) {
            assertThat(found.get(1)).startsWith("0,1000,");
            found = found.stream()
                    .map(line -> line.replaceFirst(",(id|\\d+),", ","))
                    .toList();
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void scores_of_unusual_and_single_rows() {
        assertThat(scored(order, "04order/one.csv")).hasSize(2);
        List<String> unusual = scored(order, "04order/outlier.csv");
        List<String> usual = scored(order, "04order/new.csv");
        assertThat(unusual.get(1)).isEqualTo(usual.get(1));
        assertThat(logLikelihood(unusual.get(3))).isLessThan(logLikelihood(usual.get(3)) - 50);
    }

    private static double logLikelihood(String line) {
        return Double.parseDouble(line.split(",")[1]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "04order/missing.csv | 'missing.csv' has no column 'weight', which the model was trained on; it has"
                        + " 'height', 'temp'",
                "04order/nan.csv     | has an empty cell in line 2, column 'weight'",
                "01cat/kdd.csv       | 'kdd.csv' has no columns 'height', 'weight', 'temp'",
            })
    void other_columns_are_refused(String table, String sentence) {
        Path out = folder.resolve("s.csv");
        Outcome.ofLine("score", order, "--data", CASES.resolve(table), "--out", out)
                .refusedWith(sentence);
        assertThat(out).doesNotExist();
    }

    @Test
    void notes_say_what_was_done_to_the_columns() {
        Path out = folder.resolve("z.csv");
        assertThat(Outcome.ofLine("encode", order, "--data", CASES.resolve("04order/extra.csv"), "--out", out)
                        .worked()
                        .err())
                .contains("the column 'id' was left out, because the model does not have it");
        assertThat(lines(out).get(0)).isEqualTo("row,id,z1,z2");
        assertThat(Outcome.ofLine(
                                "reconstruct",
                                order,
                                "--data",
                                CASES.resolve("04order/noheader.csv"),
                                "--out",
                                folder.resolve("r.csv"))
                        .worked()
                        .err())
                .contains("'noheader.csv' has no column names, so its columns are taken to be 'height', 'weight',"
                        + " 'temp' in this order");
        assertThat(lines(folder.resolve("r.csv")).get(0)).isEqualTo("row,height,weight,temp");
    }

    @Test
    void a_model_file_knows_its_columns() {
        Path model = CASES.resolve("damaged/good.model.elbo");
        List<String> reordered = scored(model, "damaged/02-columns-reordered.csv");
        Path same = Fixtures.write(folder.resolve("same.csv"), "a,b,c\n3,2,1\n");
        Path out = folder.resolve("same.scores.csv");
        Outcome.ofLine("score --samples 20", model, "--data", same, "--out", out)
                .worked();
        assertThat(reordered).isEqualTo(lines(out));
        Outcome.ofLine(
                        "score",
                        model,
                        "--data",
                        CASES.resolve("damaged/02-other-column-names.csv"),
                        "--out",
                        folder.resolve("o.csv"))
                .refusedWith("has no columns 'a', 'b', 'c', which the model was trained on; it has 'size', 'weight',"
                        + " 'price', none of which the model has");
    }

    @Test
    void dropped_columns_and_the_label_column_are_kept_with_the_run_and_not_needed_afterwards() {
        Path run = folder.resolve("kdd");
        Path kdd = CASES.resolve("01cat/kdd.csv");
        Outcome.ofLine("train " + Fixtures.TINY + " --drop when --label-column protocol --data", kdd, "--out", run)
                .worked();
        assertThat(lines(run.resolve("config.yaml"))).contains("drop: when", "label-column: protocol");
        Path out = folder.resolve("s.csv");
        Outcome.ofLine("score --samples 20", run, "--data", kdd, "--out", out).worked();
        Outcome.ofLine(
                        "score --samples 20 --label-column protocol",
                        run,
                        "--data",
                        kdd,
                        "--out",
                        folder.resolve("l.csv"))
                .worked();
        assertThat(lines(out)).hasSize(201);
        assertThat(lines(out).get(1)).startsWith("0,-");
        assertThat(lines(folder.resolve("l.csv")).get(1)).startsWith("0,udp,-");
        Outcome.ofLine("evaluate --samples 20", run).worked();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "more/outcome.csv   | --label-column outcome | labels: 0, 1",
                "more/outcome.csv   | --drop Outcome,BMI     | 40 rows of 1 column",
                "more/outcome.csv   | --keep BMI,Glucose     | columns: Glucose, BMI",
                "more/iris.data     | --label-column 3       | labels: Iris-setosa, Iris-virginica",
                "more/iris.data     | --drop 3               | 30 rows of 2 columns",
                "more/yint.csv      | --label-column none    | 60 rows of 2 columns",
                "more/two.csv       | --label-column class   | labels: 0, 1",
                "more/ambiguous.csv | --decimal comma        | values 1 to 9.876",
                "more/ambiguous.csv | --decimal point        | values 1 to 9876",
            })
    void options_say_what_columns_are(String table, String options, String expected) {
        assertThat(Outcome.ofLine("data info " + options, CASES.resolve(table))
                        .worked()
                        .out())
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--drop id              | has no column 'id'; it has 'a', 'b', 'c'",
                "--keep a,,b            | keep: expected names of columns separated by commas, got 'a,,b'",
                "--label-column z       | has no column 'z'",
                "--decimal semicolon    | decimal: expected auto|point|comma, got 'semicolon'",
                "--drop a,b,c           | has no column of data left",
            })
    void wrong_options_are_refused(String options, String sentence) {
        Outcome.ofLine("data info " + options, CASES.resolve("more/table.txt")).refusedWith(sentence);
    }

    @Test
    void control_characters_never_reach_the_terminal() {
        Outcome missing = Outcome.ofLine("data info", "no\u001b[31m\nsuch.csv").refusedWith("no\\x1b[31m\\nsuch.csv");
        assertThat(missing.err()).doesNotContain("\u001b");
        Path named = Fixtures.write(folder.resolve("t.csv"), "a\u001b[31m,class\n1,x\u0007\n2,y\n");
        assertThat(Outcome.ofLine("data info", named).worked().out())
                .contains("columns: a\\x1b[31m", "labels: x\\x07, y")
                .doesNotContain("\u001b", "\u0007");
        Path extra = Fixtures.write(folder.resolve("e.csv"), "height,weight,temp,\u001b[31m\n170,60,36.6,1\n");
        assertThat(Outcome.ofLine("score --samples 5", order, "--data", extra, "--out", folder.resolve("s.csv"))
                        .worked()
                        .err())
                .contains("the column '\\x1b[31m' was left out")
                .doesNotContain("\u001b");
    }

    @Test
    void columns_of_what_is_no_table_cannot_be_chosen() {
        Outcome.ofLine("data info --drop a digits").refusedWith("'digits' is no text table");
        Path array = Fixtures.npy(folder.resolve("a.npy"), 5, 2);
        Outcome.ofLine("data info --drop a", array).refusedWith("is no text table (.csv, .tsv, .txt, .data)");
    }

    @Test
    void times_and_small_ratios_keep_their_differences() {
        Path run = folder.resolve("huge");
        Path huge = CASES.resolve("05range/huge.csv");
        Outcome.ofLine("train " + Fixtures.TINY + " --data", huge, "--out", run).worked();
        Path out = folder.resolve("g.csv");
        Outcome.ofLine("generate --count 50", run, "--out", out).worked();
        List<String> rows = lines(out);
        assertThat(rows.get(0)).isEqualTo("ts,amount,ratio");
        List<String> times = new ArrayList<>();
        for (String row : rows.subList(1, rows.size())) {
            assertThat(row)
                    .matches("1(699|700)\\d{6}(\\.\\d+)?,-?\\d+(\\.\\d+)?,-?0(\\.\\d+)?")
                    .doesNotContain("E");
            times.add(row.split(",")[0]);
        }
        assertThat(new TreeSet<>(times)).hasSizeGreaterThan(45);
    }

    @Test
    void a_constant_column_is_remarked_on_when_a_model_is_trained() {
        Path run = folder.resolve("const");
        Path data = CASES.resolve("05range/const.csv");
        assertThat(Outcome.ofLine("train " + Fixtures.TINY + " --data", data, "--out", run)
                        .worked()
                        .err())
                .contains("column 'sensor_off' is constant over the training rows");
        assertThat(scored(run, "05range/sensor_on.csv")).hasSize(4);
        Path all = folder.resolve("all");
        assertThat(Outcome.ofLine(
                                "train " + Fixtures.TINY + " --data",
                                CASES.resolve("05range/allconst.csv"),
                                "--out",
                                all)
                        .worked()
                        .err())
                .contains("columns 'a', 'b' are constant over the training rows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10graph/plain.txt      | 30 nodes | duplicates",
                "10graph/comment.txt    | 30 nodes | duplicates",
                "10graph/head.csv       | 30 nodes | duplicates",
                "10graph/names.csv      | 30 nodes | 59 edges",
                "10graph/weighted.csv   | 30 nodes | the column 'weight' was ignored",
                "more/matrix.csv        | 6 nodes  | read as an adjacency matrix",
                "more/matrix_named.csv  | 6 nodes  | 5 edges",
                "damaged/edges-quoted-comma.edges | nodes | duplicates",
            })
    void graphs_are_understood(String graph, String nodes, String said) {
        Outcome outcome = Outcome.ofLine("links predict --top 2" + QUICK, CASES.resolve(graph));
        outcome.worked();
        assertThat(outcome.err()).contains(nodes, said);
        assertThat(outcome.out()).startsWith("from,to,logit,common_neighbours\n");
    }

    @Test
    void names_of_nodes_are_quoted_and_never_formulas() {
        String names = Outcome.ofLine("links predict --top 1" + QUICK, CASES.resolve("10graph/names.csv"))
                .worked()
                .out();
        assertThat(names.lines().toList().get(1)).matches("\"Smith, \\d+\",\"Smith, \\d+\",-?[0-9.]+,\\d+");
        String formulas = Outcome.ofLine("links predict --top 9" + QUICK, CASES.resolve("more/formula.csv"))
                .worked()
                .out();
        assertThat(formulas).contains("'=1+1", "'@c", "'-d").doesNotContainPattern("(?m)(^|,)[=@]|(^|,)-d");
    }

    @Test
    void features_of_nodes_come_from_a_table() {
        Path graph = CASES.resolve("10graph/head.csv");
        assertThat(Outcome.ofLine(
                                "links predict --top 1 --features " + CASES.resolve("10graph/feat.csv") + QUICK, graph)
                        .worked()
                        .err())
                .contains("2 features");
        Outcome.ofLine("links predict --top 1 --features " + CASES.resolve("10graph/feat_short.csv") + QUICK, graph)
                .refusedWith("has no line for the node 'u", "of the graph; add one that starts with 'u");
    }
}
