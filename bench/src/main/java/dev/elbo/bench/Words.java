package dev.elbo.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants as command lines write them: {@code STEP_CONV} is {@code step-conv}. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException in one sentence, if nothing is called so */
    static <E extends Enum<E>> E parse(Class<E> type, String word) {
        E[] all = type.getEnumConstants();
        return Arrays.stream(all)
                .filter(constant -> of(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no " + type.getSimpleName().toLowerCase(Locale.ROOT) + " '" + word + "'; there are "
                                + Arrays.stream(all).map(Words::of).collect(Collectors.joining(", "))));
    }
}
