package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ReportPageTest {
    private static final Path DEMO = Path.of("target", "report-demo");
    private static final String NASTY = "<script>\"&' </title>";

    @Test
    void a_full_page_is_written_for_inspection() throws IOException {
        Files.createDirectories(DEMO);
        Files.writeString(DEMO.resolve("report.html"), DemoPage.page().html());
        for (Map.Entry<String, Figure> figure : DemoPage.figures().entrySet()) {
            Files.write(
                    DEMO.resolve(figure.getKey() + ".png"), figure.getValue().png());
            Files.writeString(
                    DEMO.resolve(figure.getKey() + ".svg"), figure.getValue().svg());
        }
        assertThat(DEMO.resolve("report.html")).hasContent(DemoPage.page().html());
        assertThat(DEMO.resolve("report.html").toFile().length()).isLessThan(1_000_000);
        assertThat(Files.exists(DEMO.resolve("losses.png"))).isTrue();
    }

    @Test
    void the_page_is_well_formed_and_declares_its_language() {
        Svg page = parse(DemoPage.page());
        assertThat(page.document().getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(page.all("h1")).hasSize(1);
        assertThat(page.all("figure"))
                .allMatch(figure -> figure.getElementsByTagName("svg").getLength() > 0);
        assertThat(page.all("svg").stream()
                        .filter(svg -> !svg.getAttribute("role").isEmpty()))
                .allMatch(svg -> !svg.getAttribute("aria-label").isEmpty());
    }

    @Test
    void nothing_is_loaded_from_elsewhere_and_nothing_runs() {
        String html = DemoPage.page().html().replace("http://www.w3.org/2000/svg", "");
        assertThat(html).doesNotContain("http:", "https:", "src=", "@import", "url(", "<script", "<link");
    }

    @Test
    void the_contents_lead_to_every_heading() {
        Svg page = parse(page(
                new Block.Heading("Training"),
                new Block.Text("text"),
                new Block.Heading("Training"),
                new Block.Heading("p(x|z) & more"),
                new Block.Heading("???")));
        List<String> ids =
                page.all("h2").stream().map(h -> h.getAttribute("id")).toList();
        assertThat(ids).containsExactly("training", "training-2", "p-x-z-more", "section");
        assertThat(page.all("a"))
                .extracting(a -> a.getAttribute("href"))
                .containsExactlyElementsOf(ids.stream().map(id -> "#" + id).toList());
    }

    @Test
    void one_heading_needs_no_contents() {
        assertThat(parse(page(new Block.Heading("Only"))).all("nav")).isEmpty();
    }

    @Test
    void every_text_is_escaped() {
        Table table = new Table(NASTY, List.of(NASTY), List.of(List.of(NASTY)), NASTY);
        Figure figure = new ImageGrid(NASTY, List.of(new Picture(1, 1, 1, new float[1])), 1, List.of(NASTY));
        ReportPage page = new ReportPage(
                NASTY,
                NASTY,
                List.of(
                        new Block.Heading(NASTY),
                        new Block.Heading(NASTY),
                        new Block.Text(NASTY),
                        new Block.Warning(NASTY),
                        new Block.Code(NASTY),
                        new Block.Facts(List.of(new Fact(NASTY, NASTY, NASTY))),
                        new Block.TableBlock(table),
                        new Block.FigureBlock(figure, NASTY),
                        new Block.FigureBlock(new Panels(NASTY, List.of(figure, figure), 2), NASTY)),
                NASTY);
        assertThat(page.html()).doesNotContain("<script");
        Svg parsed = parse(page);
        for (String tag : List.of("title", "h1", "h2", "td", "dt", "code", "figcaption", "footer", "caption")) {
            assertThat(parsed.all(tag))
                    .as(tag)
                    .isNotEmpty()
                    .allMatch(e -> e.getTextContent().equals(NASTY));
        }
    }

    @Test
    void panels_become_figures_that_can_wrap() {
        Figure one = new ImageGrid("one", List.of(), 1, List.of());
        Svg page = parse(page(new Block.FigureBlock(new Panels("both", List.of(one, one), 2), "")));
        Element panels = page.all("div").stream()
                .filter(div -> div.getAttribute("class").equals("panels"))
                .findFirst()
                .orElseThrow();
        assertThat(panels.getElementsByTagName("svg").getLength()).isEqualTo(2);
        assertThat(page.all("figcaption")).isEmpty();
    }

    @Test
    void grids_of_pictures_that_follow_each_other_stand_side_by_side_in_pairs() {
        Block grid = new Block.FigureBlock(new ImageGrid("grid", List.of(), 1, List.of()), "caption");
        Svg page = parse(page(grid, grid, grid, new Block.Heading("next"), grid));
        List<Element> pairs = page.all("div").stream()
                .filter(div -> div.getAttribute("class").equals("pair"))
                .toList();
        assertThat(pairs)
                .singleElement()
                .satisfies(pair -> assertThat(
                                pair.getElementsByTagName("figcaption").getLength())
                        .isEqualTo(2));
        assertThat(page.all("figure")).hasSize(4);
        assertThat(page.all("h2")).hasSize(1);
    }

    @Test
    void equal_pages_are_equal_text() {
        assertThat(DemoPage.page().html()).isEqualTo(DemoPage.page().html());
    }

    @Test
    void an_empty_page_is_a_page() {
        assertThat(parse(page()).all("main")).hasSize(1);
    }

    private static ReportPage page(Block... blocks) {
        return new ReportPage("Title", "", List.of(blocks), "");
    }

    private static Svg parse(ReportPage page) {
        return Svg.parse(page.html().replaceFirst("<!DOCTYPE html>\n", ""));
    }
}
