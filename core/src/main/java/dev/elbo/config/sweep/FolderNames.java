package dev.elbo.config.sweep;

import dev.elbo.config.Setting;
import dev.elbo.io.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names of folders, made of the settings that vary and of nothing else, so that they stay the same when a sweep gets
 * more values.
 */
final class FolderNames {
    private static final int LONGEST = 80;
    private static final int DIGITS = 6;

    /** The combinations with their folders. */
    List<Combination> of(List<Map<Setting, String>> all) {
        Map<String, Integer> uses = new HashMap<>();
        all.forEach(varied -> uses.merge(plain(varied), 1, Integer::sum));
        return all.stream()
                .map(varied -> new Combination(varied, name(varied, uses.getOrDefault(plain(varied), 0) > 1)))
                .toList();
    }

    private static String name(Map<Setting, String> varied, boolean shared) {
        String plain = plain(varied);
        if (plain.length() <= LONGEST && !shared) {
            return plain;
        }
        String whole = new Combination(varied, "").label();
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        Sha256 sha256 = Sha256.begin();
        sha256.update(bytes, bytes.length);
        return plain.substring(0, Math.min(LONGEST, plain.length())) + "-"
                + sha256.hex().substring(0, DIGITS);
    }

    /** Such as {@code objective-beta-0.5_prior-vamp-500}. */
    private static String plain(Map<Setting, String> varied) {
        return varied.isEmpty()
                ? "run"
                : varied.entrySet().stream()
                        .map(entry -> entry.getKey().key() + "-"
                                + entry.getValue()
                                        .replaceAll("[^A-Za-z0-9.+]+", "-")
                                        .replaceAll("^[-.]+|[-.]+$", ""))
                        .collect(Collectors.joining("_"));
    }
}
