package dev.elbo.report.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
    @Test
    void characters_with_a_meaning_in_markup_are_escaped() {
        assertThat(Markup.escape("<b a=\"1\" c='2'>&amp;"))
                .isEqualTo("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;");
    }

    @Test
    void characters_xml_forbids_are_replaced_and_others_kept() {
        assertThat(Markup.escape("a\u0000b\u001Bc\uFFFFd\uD800e β 𝒩\n")).isEqualTo("a�b�c�d�e β 𝒩\n");
    }

    @Test
    void coordinates_are_short_and_never_in_powers_of_ten() {
        assertThat(Markup.number(12)).isEqualTo("12");
        assertThat(Markup.number(-0.001)).isEqualTo("0");
        assertThat(Markup.number(1.05)).isEqualTo("1.05");
        assertThat(Markup.number(-1.5)).isEqualTo("-1.5");
        assertThat(Markup.number(123456789.125)).isEqualTo("123456789.13");
        assertThat(Markup.shortNumber(3.14159)).isEqualTo("3.1");
        assertThat(Markup.shortNumber(-0.26)).isEqualTo("-0.3");
    }
}
