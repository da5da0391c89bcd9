package dev.elbo.report.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.font.TextAttribute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No figure shows an empty box in place of a character. */
class FontsTest {
    @ParameterizedTest
    @ValueSource(strings = {"z₁", "log₁₀ κ", "−log p(x)", "σ²", "10⁻³", "λ = 1.6·10⁻²", "β ≤ ½", "KL(q ‖ p)"})
    void every_character_of_a_label_is_in_the_font_it_is_drawn_in(String text) {
        assertThat(Fonts.of(TextStyle.LABEL, text).canDisplayUpTo(text)).isNegative();
    }

    /** A font without a subscript, as Liberation Sans is. */
    private static final class WithoutSubscripts extends Font {
        private static final long serialVersionUID = 1;

        WithoutSubscripts() {
            super(Map.of(TextAttribute.FAMILY, Font.SANS_SERIF, TextAttribute.SIZE, 12f));
        }

        @Override
        public int canDisplayUpTo(String text) {
            return text.indexOf('₁');
        }
    }

    @Test
    void a_text_with_characters_that_a_font_lacks_is_drawn_in_another() {
        Font first = new WithoutSubscripts();
        Font second = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        assertThat(Fonts.choose(List.of(first, second), "z1")).isSameAs(first);
        assertThat(Fonts.choose(List.of(first, second), "z₁")).isSameAs(second);
        assertThat(Fonts.choose(List.of(first), "z₁")).isSameAs(first);
    }
}
