package dev.elbo.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void ordinaryTextIsShownUnchanged() {
        assertThat(Shown.text("größe 日本 'a' 😀")).isEqualTo("größe 日本 'a' 😀");
    }

    @Test
    void controlCharactersAreEscaped() {
        assertThat(Shown.text("\u001b[31mred\u0007\n\r\t\u0085")).isEqualTo("\\x1b[31mred\\x07\\n\\r\\t\\x85");
    }

    @Test
    void charactersThatReverseOrHideTextAreEscaped() {
        assertThat(Shown.text("a\u202eb\u200bc\u2028d\ud800")).isEqualTo("a\\u202eb\\u200bc\\u2028d\\ud800");
    }

    @Test
    void longTextIsCutAfterSixtyCharacters() {
        assertThat(Shown.text("x".repeat(60))).isEqualTo("x".repeat(60));
        assertThat(Shown.text("x".repeat(61))).isEqualTo("x".repeat(60) + "…");
        assertThat(Shown.text("😀".repeat(3_000_000))).isEqualTo("😀".repeat(60) + "…");
    }

    @Test
    void aLineIsEscapedButNotCut() {
        assertThat(Shown.line("a\n\u001bb" + "x".repeat(100))).isEqualTo("a\\n\\x1bb" + "x".repeat(100));
    }
}
