package dev.elbo.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants as written on command lines: {@code STEP_CONV} is {@code step-conv}. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException with a one-sentence message, if there is no such constant */
    static <E extends Enum<E>> E parse(Class<E> type, String word) {
        E[] all = type.getEnumConstants();
        return Arrays.stream(all)
                .filter(constant -> of(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown " + type.getSimpleName().toLowerCase(Locale.ROOT) + " '" + word + "'; expected one of "
                                + Arrays.stream(all).map(Words::of).collect(Collectors.joining(", "))));
    }
}
