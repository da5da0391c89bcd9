package dev.elbo.config;

import dev.elbo.config.schema.Match;

/** Number of threads of an operation. */
final class Threads {
    private Threads() {}

    /** N, or for {@code auto} the value of OMP_NUM_THREADS if it is set, otherwise one thread per processor. */
    static int of(Match match) {
        return match.word().equals("auto") ? automatic() : match.whole("N");
    }

    private static int automatic() {
        String preset = System.getenv("OMP_NUM_THREADS");
        if (preset != null && preset.matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(preset);
        }
        return Runtime.getRuntime().availableProcessors();
    }
}
