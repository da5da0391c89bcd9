package dev.elbo.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    @ParameterizedTest
    @CsvSource({"mnist, mnist, 0", "mnits, mnist, 1", "mnst, mnist, 1", "kitten, sitting, 3", "'', abc, 3", "ca, ac, 1"
    })
    void edits_are_insertions_deletions_substitutions_and_transpositions(String a, String b, int edits) {
        assertThat(Suggestion.edits(a, b)).isEqualTo(edits);
        assertThat(Suggestion.edits(b, a)).isEqualTo(edits);
    }

    @Test
    void only_a_similar_name_is_suggested() {
        List<String> names = List.of("mnist", "frey", "test");
        assertThat(Suggestion.of("fery", names)).contains("frey");
        assertThat(Suggestion.of("minst", names)).contains("mnist");
        assertThat(Suggestion.of("banana", names)).isEmpty();
        assertThat(Suggestion.of("x", names)).isEmpty();
    }
}
