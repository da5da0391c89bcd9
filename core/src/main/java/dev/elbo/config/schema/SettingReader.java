package dev.elbo.config.schema;

import dev.elbo.io.ElboException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads settings one after another. An invalid value is recorded as a fault and replaced by the setting's default, so
 * that all faults can be reported at once.
 */
public final class SettingReader<S extends SettingSchema> {
    private final Map<S, String> given;
    private final Map<S, Fault> wrong = new LinkedHashMap<>();

    /** @param given texts by setting; the others have their defaults */
    public SettingReader(Map<S, String> given) {
        this.given = given;
    }

    /** The setting's text as converted by {@code parser}. */
    public <T> T read(S setting, Function<String, T> parser) {
        try {
            return parser.apply(
                    given.getOrDefault(setting, setting.defaultText()).strip());
        } catch (ElboException e) {
            wrong.putIfAbsent(setting, new Fault(setting.key(), e.getMessage()));
            return parser.apply(setting.defaultText());
        }
    }

    /** The setting's only field, as text. */
    public String text(S setting) {
        return read(setting, text -> setting.match(text).text(onlyLabel(setting)));
    }

    /** The setting's only field, a whole number. */
    public int whole(S setting) {
        return read(setting, text -> setting.match(text).whole(onlyLabel(setting)));
    }

    /** The setting's only field, a 64-bit whole number. */
    public long wholeLong(S setting) {
        return read(setting, text -> Long.parseLong(setting.match(text).text(onlyLabel(setting))));
    }

    /** The setting's only field, a real number. */
    public double real(S setting) {
        return read(setting, text -> setting.match(text).real(onlyLabel(setting)));
    }

    /** The constant whose word the setting has. */
    public <E extends Enum<E>> E word(S setting, Class<E> choices) {
        return read(setting, text -> Words.parse(setting, setting.match(text).word(), choices));
    }

    private String onlyLabel(S setting) {
        return setting.form().options().get(0).fields().get(0).label();
    }

    /** Whether the setting's value was invalid when it was read. */
    public boolean isWrong(SettingSchema setting) {
        return wrong.containsKey(setting);
    }

    /** The faults found so far, in the order of reading. */
    public List<Fault> faults() {
        return new ArrayList<>(wrong.values());
    }
}
