package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.report.canvas.TextStyle;
import dev.elbo.report.canvas.TextWidth;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class FigureTest {
    @TempDir
    Path folder;

    @Test
    void svg_and_png_have_the_same_size_up_to_scale() {
        DemoPage.figures().values().forEach(figure -> {
            Element root = Svg.of(figure).document().getDocumentElement();
            BufferedImage image = figure.image();
            assertThat(image.getWidth()).as(figure.title()).isEqualTo((int) Math.ceil(2 * Svg.number(root, "width")));
            assertThat(image.getHeight()).as(figure.title()).isEqualTo((int) Math.ceil(2 * Svg.number(root, "height")));
        });
    }

    @Test
    void no_text_leaves_the_picture() {
        Map<String, Figure> figures = DemoPage.figures();
        double[] tiny = new Random(1).doubles(50, 0, 1e-5).toArray();
        figures.put("tiny", new Histogram("", "", tiny, 9, OptionalDouble.of(9.9e-6), "a label near the edge"));
        figures.put("huge", new Histogram("", "", new double[] {-1e300, 1e300}, 9, OptionalDouble.empty(), null));
        figures.values().removeIf(Panels.class::isInstance);
        figures.forEach((name, figure) -> {
            for (Element text : Svg.of(figure).all("text")) {
                double size = Svg.number(text, "font-size");
                double length = TextWidth.of(text.getTextContent(), new TextStyle(size, false, 0, null, false));
                double x = Svg.number(text, "x");
                boolean turned = text.hasAttribute("transform");
                double before = switch (text.getAttribute("text-anchor")) {
                    case "middle" -> length / 2;
                    case "end" -> length;
                    default -> 0;
                };
                if (!turned) {
                    assertThat(x - before)
                            .as(name + ": " + text.getTextContent())
                            .isGreaterThanOrEqualTo(0);
                    assertThat(x - before + length)
                            .as(name + ": " + text.getTextContent())
                            .isLessThanOrEqualTo(figure.preferredWidth());
                }
            }
        });
    }

    @Test
    void equal_input_gives_equal_bytes() throws IOException {
        Figure first = DemoPage.figures().get("codes");
        Figure second = DemoPage.figures().get("codes");
        assertThat(first.svg()).isEqualTo(second.svg());
        assertThat(first.png()).isEqualTo(second.png());
        assertThat(ImageIO.read(new ByteArrayInputStream(first.png()))).isNotNull();
    }

    @Test
    void panels_keep_every_title_and_are_side_by_side() {
        Figure panel = new Histogram("inner", "", new double[] {1, 2}, 2, OptionalDouble.empty(), null);
        Svg svg = Svg.of(new Panels("outer", List.of(panel, panel, panel), 2));
        assertThat(svg.texts()).contains("outer").filteredOn("inner"::equals).hasSize(3);
        List<String> moves =
                svg.all("g").stream().map(g -> g.getAttribute("transform")).toList();
        assertThat(moves).hasSize(3).doesNotHaveDuplicates();
        assertThat(Svg.of(new Panels("", List.of(), 3)).texts()).isEmpty();
    }

    @Test
    void text_is_measured_and_wrapped_without_a_font() {
        assertThat(TextWidth.of("iiii", TextStyle.TICK)).isLessThan(TextWidth.of("WWWW", TextStyle.TICK) / 3);
        assertThat(TextWidth.wrap("a few words that wrap", TextStyle.TITLE, 60)).hasSizeGreaterThan(2);
        assertThat(TextWidth.wrap("  ", TextStyle.TITLE, 60)).isEmpty();
    }

    /** In a separate JVM: fonts are looked up once per process and cached in the user's home. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void without_fonts_the_svg_is_drawn_and_the_png_says_what_to_install() throws Exception {
        Path conf = folder.resolve("fonts.conf");
        Files.writeString(conf, "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + folder,
                "-cp",
                classesOf(Figure.class) + File.pathSeparator + classesOf(WithoutFonts.class),
                WithoutFonts.class.getName());
        builder.environment().put("FONTCONFIG_FILE", conf.toString());
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
        Process java = builder.start();
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("out"), StandardCharsets.UTF_8))
                .contains("svg drawn", "picture drawn")
                .contains("1: a PNG chart requires a font, but Java found none: install a font package such as"
                        + " fonts-dejavu-core, or use the SVG or the report page, which require no fonts");
    }

    private static String classesOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** Draws a chart as SVG and as PNG and prints the outcome. */
    static final class WithoutFonts {
        private WithoutFonts() {}

        public static void main(String[] args) {
            Figure chart = new Histogram("title", "", new double[] {1, 2}, 2, OptionalDouble.empty(), null);
            System.out.println(chart.svg().isEmpty() ? "" : "svg drawn");
            Picture picture = new Picture(1, 1, 1, new float[1]);
            new ImageGrid("", List.of(picture), 1, List.of()).image();
            System.out.println("picture drawn");
            for (int again = 0; again < 2; again++) {
                try {
                    chart.image();
                    System.out.println("there was a font");
                } catch (IllegalStateException expected) {
                    System.out.println(again + ": " + expected.getMessage());
                }
            }
        }
    }
}
