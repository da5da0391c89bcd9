package dev.elbo.config.sweep;

import dev.elbo.config.Setting;
import dev.elbo.io.ElboException;
import dev.elbo.io.Shown;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of a setting written as one text: separated by {@code |}, or by commas where only one reading is possible. */
public final class ValueList {
    private ValueList() {}

    /** A setting and its values, such as {@code learning-rate=1e-3|5e-4}. */
    public record Varied(Setting setting, List<String> values) {}

    /**
     * Parses {@code KEY=VALUE|VALUE|…}.
     *
     * @throws ElboException in one sentence, if there is no such setting, or commas may also belong to the values
     */
    public static Varied parse(String text) {
        Map<Setting, String> one = assignment("vary", text, "KEY=VALUE|VALUE, such as objective=beta:0.5|beta:1");
        Setting setting = one.keySet().iterator().next();
        return new Varied(setting, split(setting, String.valueOf(one.get(setting))));
    }

    /**
     * Parses {@code KEY=VALUE}.
     *
     * @throws ElboException in one sentence, if it has another form or there is no such setting
     */
    public static Map<Setting, String> assignment(String option, String text, String form) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new ElboException(option + ": expected " + form + ", got '" + Shown.text(text) + "'");
        }
        Map<Setting, String> one = new LinkedHashMap<>();
        one.put(
                Setting.ofKey(text.substring(0, equals).strip()),
                text.substring(equals + 1).strip());
        return one;
    }

    /** The values in a text. */
    static List<String> split(Setting setting, String text) {
        if (text.contains("|")) {
            return parts(text, "\\|");
        }
        List<String> parts = parts(text, ",");
        if (parts.size() == 1 || valid(setting, text)) {
            return List.of(text);
        }
        for (int from = 0; from < parts.size(); from++) {
            for (int to = from + 2; to <= parts.size(); to++) {
                if (valid(setting, String.join(",", parts.subList(from, to)))) {
                    throw new ElboException(setting.key() + ": '"
                            + Shown.text(String.join(",", parts.subList(from, to)))
                            + "' can be read as one value and as several; separate values by '|', as in '"
                            + Shown.text(String.join("|", parts)) + "'");
                }
            }
        }
        return parts;
    }

    private static List<String> parts(String text, String separator) {
        return Arrays.stream(text.split(separator, -1)).map(String::strip).toList();
    }

    private static boolean valid(Setting setting, String text) {
        try {
            setting.check(text);
            return true;
        } catch (ElboException e) {
            return false;
        }
    }
}
