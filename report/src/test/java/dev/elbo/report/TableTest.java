package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = new Table(
            "Results",
            List.of("model", "nats"),
            List.of(List.of("VAE | \"wide\"", "−84.76"), List.of("a_b, <c> & 100%", "–")),
            "In nats.");

    @Test
    void markdown_escapes_bars_and_aligns_numbers_right() {
        assertThat(TABLE.markdown()).isEqualTo("""
                        **Results**

                        | model              |   nats |
                        | ------------------ | -----: |
                        | VAE \\| "wide"      | −84.76 |
                        | a_b, &lt;c> & 100% |      – |

                        In nats.
                        """);
    }

    @Test
    void csv_quotes_according_to_rfc_4180() {
        assertThat(TABLE.csv()).isEqualTo("model,nats\r\n\"VAE | \"\"wide\"\"\",−84.76\r\n\"a_b, <c> & 100%\",–\r\n");
    }

    @Test
    void latex_escapes_its_special_characters() {
        assertThat(TABLE.latex())
                .contains("\\begin{tabular}{lr}", "\\caption{Results}", "\\toprule", "$-$84.76 \\\\")
                .contains("a\\_b, \\textless{}c\\textgreater{} \\& 100\\% & -- \\\\");
    }

    @Test
    void html_is_well_formed_and_escaped() {
        Svg html = Svg.parse(TABLE.html());
        assertThat(html.all("td")).hasSize(4);
        assertThat(html.all("td").get(2).getTextContent()).isEqualTo("a_b, <c> & 100%");
        assertThat(html.all("td").get(1).getAttribute("class")).isEqualTo("number");
        assertThat(html.all("th").get(0).getAttribute("scope")).isEqualTo("col");
    }

    @Test
    void text_is_aligned_for_a_terminal() {
        assertThat(TABLE.text()).isEqualTo("""
                        Results

                        model              nats
                        ───────────────  ──────
                        VAE | "wide"     −84.76
                        a_b, <c> & 100%       –

                        In nats.
                        """);
    }

    @Test
    void a_column_is_numeric_if_all_its_non_empty_cells_are_numbers() {
        Table table = new Table(
                "",
                List.of("a", "b", "c", "d", "e", "f"),
                List.of(
                        List.of("−82.41 ± 0.06", "3 layers of 300", "", "1.5e-3", "12,000", "0.41 (1 run)"),
                        List.of("n/a", "2", "", "31 s", "<0.01", "+1.2 ± 0.3 (3)")),
                "");
        assertThat(IntStream.range(0, 6).mapToObj(table::numeric))
                .containsExactly(true, false, false, true, true, true);
    }

    @Test
    void a_table_without_rows_has_its_header_in_every_format() {
        Table empty = new Table("", List.of("a"), List.of(), "");
        assertThat(empty.csv()).isEqualTo("a\r\n");
        assertThat(empty.markdown()).isEqualTo("| a   |\n| --- |\n");
        assertThat(empty.text()).isEqualTo("a\n─\n");
        assertThat(Svg.parse(empty.html()).all("th")).hasSize(1);
    }

    @Test
    void a_row_of_another_length_is_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("t", List.of("a", "b"), List.of(List.of("1")), ""))
                .withMessage("table 't' has 2 columns but a row of 1 cells: [1]");
    }
}
