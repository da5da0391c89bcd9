package dev.elbo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.elbo.config.schema.Field;
import dev.elbo.config.schema.Numbers;
import dev.elbo.config.schema.Option;
import dev.elbo.config.schema.SettingSchema;
import dev.elbo.io.ElboException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parser accepts every value that follows the schema and rejects values out of bounds. */
class SchemaTest {

    /** An option of a setting. */
    record Case(SettingSchema setting, Option option) {
        @Override
        public String toString() {
            return setting.key() + " " + option.syntax();
        }
    }

    static Stream<Case> options() {
        return Stream.of(Setting.all(), LinkSetting.all(), LabelSetting.all())
                .flatMap(List::stream)
                .flatMap(setting -> setting.form().options().stream().map(option -> new Case(setting, option)));
    }

    @ParameterizedTest
    @MethodSource("options")
    void every_option_with_valid_fields_is_accepted(Case one) {
        assertThatNoException().isThrownBy(() -> one.setting.check(filled(one.option, true, "", "")));
        assertThatNoException().isThrownBy(() -> one.setting.check(filled(one.option, false, "", "")));
    }

    @ParameterizedTest
    @MethodSource("options")
    void every_field_out_of_bounds_is_rejected_with_its_key(Case one) {
        for (Field field : one.option.fields()) {
            for (String wrong : outside(field)) {
                String text = filled(one.option, true, field.label(), wrong);
                assertThatExceptionOfType(ElboException.class)
                        .as(text)
                        .isThrownBy(() -> one.setting.check(text))
                        .withMessageStartingWith(one.setting.key() + ": ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void every_default_is_valid(Case one) {
        assertThatNoException().isThrownBy(() -> one.setting.check(one.setting.defaultText()));
        assertThat(one.setting.help()).isNotBlank();
    }

    /** The text of an option with a valid value in every field except one. */
    private static String filled(Option option, boolean all, String label, String value) {
        StringBuilder text = new StringBuilder(option.name());
        for (Option.Part part : option.parts()) {
            if (all || !part.optional()) {
                for (Field field : part.fields()) {
                    text.append(field.separator()).append(field.label().equals(label) ? value : inside(field));
                }
            }
        }
        return text.toString();
    }

    private static String inside(Field field) {
        return switch (field.kind()) {
            case TEXT -> text(field.label());
            case FLAG -> field.label();
            case WHOLE -> Long.toString(Math.max(2, (long) field.least()));
            case REAL ->
                field.label().matches("MAX|HI") ? "0.75" : field.label().equals("SD") ? "0.25" : "0.5";
        };
    }

    private static String text(String label) {
        return Map.of("D[xK]", "4x10,2", "H[/G]", "log").getOrDefault(label, "some.csv");
    }

    private static List<String> outside(Field field) {
        List<String> wrong = new ArrayList<>();
        if (field.kind() == Field.Kind.WHOLE || field.kind() == Field.Kind.REAL) {
            wrong.add("some");
            wrong.add("NaN");
            if (field.least() > Long.MIN_VALUE) {
                wrong.add(Numbers.text(field.above() ? field.least() : field.least() - 1));
            }
            if (field.most() < Integer.MAX_VALUE) {
                wrong.add(Numbers.text(field.most() + 1));
            }
        }
        return wrong;
    }

    @Test
    void settings_declare_which_others_they_depend_on() {
        assertThat(Setting.PRIOR.dependsOn()).isEqualTo(Set.of(Setting.POSTERIOR));
        assertThat(Setting.OBJECTIVE.dependsOn()).contains(Setting.SAMPLES, Setting.NETWORK);
        assertThat(Setting.SEED.dependsOn()).isEmpty();
    }

    @Test
    void syntax_is_derived_from_the_fields() {
        assertThat(Setting.POSTERIOR.form().syntax())
                .isEqualTo(
                        "normal:D[:MIN..MAX]|normal-full:D[:MIN..MAX]|hierarchical:D1,D2[:MIN..MAX]|vmf:D[xK][:MIN]|power-spherical:D[xK][:MIN]|vmf-2018:D[xK][:MIN]");
        assertThat(Setting.NETWORK.form().syntax())
                .isEqualTo("gated:W,W,..|mlp:W,W,..|conv[:C,C,..]|conv-gated[:C,C,..]|linear");
        assertThat(Setting.LEARNING_RATE.form().syntax()).isEqualTo("RATE[:FACTOR/EPOCHS]");
        assertThat(Setting.EPOCHS.form().options().get(0).fields().get(0).unit())
                .isEqualTo("epochs");
    }

    @Test
    void every_rule_has_a_statement_and_is_violated_elsewhere_in_these_tests() {
        assertThat(SettingRule.ALL)
                .allSatisfy(rule -> assertThat(rule.statement()).isNotBlank().doesNotContain("--"));
    }
}
