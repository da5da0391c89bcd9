package dev.elbo.config.schema;

import dev.elbo.io.ElboException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads one setting after another; a value that is wrong is noted and its default is taken in its place. */
public final class SettingReader<S extends SettingSchema> {
    private final Map<S, String> given;
    private final Map<S, Fault> wrong = new LinkedHashMap<>();

    public SettingReader(Map<S, String> given) {
        this.given = given;
    }

    /** What a parser makes of the setting's text. */
    public <T> T read(S setting, Function<String, T> parser) {
        try {
            return parser.apply(
                    given.getOrDefault(setting, setting.defaultText()).strip());
        } catch (ElboException e) {
            wrong.putIfAbsent(setting, new Fault(setting.key(), e.getMessage()));
            return parser.apply(setting.defaultText());
        }
    }

    /** The text itself. */
    public String text(S setting) {
        return read(setting, text -> setting.match(text).text(onlyLabel(setting)));
    }

    /** The setting's only field, a whole number. */
    public int whole(S setting) {
        return read(setting, text -> setting.match(text).whole(onlyLabel(setting)));
    }

    /** The setting's only field, a whole number of 64 bits. */
    public long wholeLong(S setting) {
        return read(setting, text -> Long.parseLong(setting.match(text).text(onlyLabel(setting))));
    }

    /** The setting's only field, a finite number. */
    public double real(S setting) {
        return read(setting, text -> setting.match(text).real(onlyLabel(setting)));
    }

    /** One of the setting's words. */
    public <E extends Enum<E>> E word(S setting, Class<E> choices) {
        return read(setting, text -> Words.parse(setting, setting.match(text).word(), choices));
    }

    private String onlyLabel(S setting) {
        return setting.form().options().get(0).fields().get(0).label();
    }

    public boolean isWrong(SettingSchema setting) {
        return wrong.containsKey(setting);
    }

    /** What was wrong so far, in the order it was read. */
    public List<Fault> faults() {
        return new ArrayList<>(wrong.values());
    }
}
