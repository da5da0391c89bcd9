package dev.elbo.config.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.config.Setting;
import dev.elbo.io.ElboException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueListTest {
    private static List<String> values(String text) {
        return ValueList.parse(text).values();
    }

    @Test
    void bars_separate_values_whatever_they_contain() {
        assertThat(ValueList.parse("objective=beta:0.5,l2:1e-4|elbo"))
                .isEqualTo(new ValueList.Varied(Setting.OBJECTIVE, List.of("beta:0.5,l2:1e-4", "elbo")));
        assertThat(values("network=gated:300,300 | mlp:100")).containsExactly("gated:300,300", "mlp:100");
    }

    @Test
    void commas_separate_values_where_only_that_can_be_meant() {
        assertThat(values("objective=beta:0.5,beta:1,beta:2")).containsExactly("beta:0.5", "beta:1", "beta:2");
        assertThat(values("learning-rate=1e-3,5e-4")).containsExactly("1e-3", "5e-4");
        assertThat(values("posterior=normal:2,normal:5")).containsExactly("normal:2", "normal:5");
        assertThat(values("network=mlp:10,gated:20")).containsExactly("mlp:10", "gated:20");
    }

    @Test
    void commas_that_belong_to_a_value_stay_in_it() {
        assertThat(values("objective=beta:0.5,l2:1e-4")).containsExactly("beta:0.5,l2:1e-4");
        assertThat(values("network=gated:300,300")).containsExactly("gated:300,300");
        assertThat(values("split=0.8,0.1,0.1")).containsExactly("0.8,0.1,0.1");
    }

    @Test
    void what_can_be_read_in_two_ways_is_refused() {
        for (String text : List.of("objective=beta:0.5,l2:1e-4,beta:1", "objective=warm-up:3,beta:2,beta:1")) {
            assertThatExceptionOfType(ElboException.class)
                    .isThrownBy(() -> values(text))
                    .withMessageContaining("can be read as one value and as several; separate values by '|'");
        }
    }

    @Test
    void other_forms_are_refused() {
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> ValueList.parse("beta:1"))
                .withMessageContaining("expected KEY=VALUE|VALUE");
        assertThatExceptionOfType(ElboException.class)
                .isThrownBy(() -> ValueList.parse("objectiv=elbo"))
                .withMessageContaining("did you mean 'objective'?");
    }
}
