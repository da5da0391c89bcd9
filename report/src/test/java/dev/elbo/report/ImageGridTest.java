package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ImageGridTest {
    @Test
    void pixels_are_enlarged_as_sharp_blocks_with_white_gaps_between_pictures() {
        Picture picture = new Picture(1, 2, 2, new float[] {0, 1, 0.5f, 0});
        BufferedImage pixels = Svg.pixels(image(new ImageGrid("", List.of(picture, picture), 2, List.of())));
        assertThat(pixels.getWidth()).isEqualTo(56 + 2 + 56);
        assertThat(pixels.getHeight()).isEqualTo(56);
        assertThat(rgb(pixels, 0, 0)).isEqualTo(rgb(pixels, 27, 27)).isZero();
        assertThat(rgb(pixels, 28, 0)).isEqualTo(0xFFFFFF);
        assertThat(rgb(pixels, 0, 28)).isEqualTo(0x808080);
        assertThat(rgb(pixels, 56, 30)).isEqualTo(rgb(pixels, 57, 30)).isEqualTo(0xFFFFFF);
        assertThat(rgb(pixels, 58, 0)).isZero();
    }

    @Test
    void colour_is_kept_and_values_outside_are_clamped() {
        Picture picture = new Picture(3, 1, 2, new float[] {2, 0, -1, 0.2f, Float.NaN, 1});
        BufferedImage pixels = Svg.pixels(image(new ImageGrid("", List.of(picture), 1, List.of())));
        assertThat(rgb(pixels, 0, 0)).isEqualTo(0xFF0000);
        assertThat(rgb(pixels, 55, 0)).isEqualTo(0x0033FF);
    }

    @Test
    void an_unfinished_last_row_is_white_where_pictures_are_missing() {
        Picture black = new Picture(1, 28, 28, new float[784]);
        BufferedImage pixels = Svg.pixels(image(new ImageGrid("", List.of(black, black, black), 2, List.of())));
        assertThat(rgb(pixels, pixels.getWidth() - 1, 0)).isZero();
        assertThat(rgb(pixels, pixels.getWidth() - 1, pixels.getHeight() - 1)).isEqualTo(0xFFFFFF);
    }

    @Test
    void row_labels_are_next_to_their_rows() {
        Picture black = new Picture(1, 28, 28, new float[784]);
        Svg svg = Svg.of(new ImageGrid("Pairs", Collections.nCopies(10, black), 5, List.of("input", "output")));
        Element image = svg.all("image").get(0);
        double half = Svg.number(image, "y") + Svg.number(image, "height") / 2;
        assertThat(Svg.number(svg.text("input"), "y")).isLessThan(half);
        assertThat(Svg.number(svg.text("output"), "y")).isGreaterThan(half);
        assertThat(Svg.number(svg.text("input"), "x")).isLessThan(Svg.number(image, "x"));
    }

    @Test
    void many_pictures_stay_within_a_page_and_the_file_small() {
        Picture black = new Picture(1, 28, 28, new float[784]);
        ImageGrid grid = new ImageGrid("", Collections.nCopies(400, black), 20, List.of());
        assertThat(grid.preferredWidth()).isLessThan(760);
        assertThat(grid.svg().length()).isLessThan(100_000);
        assertThat(grid.image().getWidth()).isEqualTo((int) (2 * grid.preferredWidth()));
    }

    @Test
    void without_pictures_there_is_a_title_and_no_image() {
        Svg svg = Svg.of(new ImageGrid("Nothing", List.of(), 8, List.of()));
        assertThat(svg.all("image")).isEmpty();
        assertThat(svg.texts()).containsExactly("Nothing");
    }

    @Test
    void a_picture_must_have_as_many_values_as_pixels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Picture(1, 28, 28, new float[783]))
                .withMessage("a picture of 1 x 28 x 28 requires that many values, got 783");
        assertThatIllegalArgumentException().isThrownBy(() -> new Picture(2, 1, 1, new float[2]));
    }

    private static Element image(Figure figure) {
        return Svg.of(figure).all("image").get(0);
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }
}
