package dev.elbo.config;

import dev.elbo.config.schema.Match;

/** How many threads one operation uses. */
final class Threads {
    private Threads() {}

    /** The number N, or for {@code auto} OMP_NUM_THREADS where it is set, otherwise one for each processor. */
    static int of(Match match) {
        return match.word().equals("auto") ? automatic() : match.whole("N");
    }

    private static int automatic() {
        String wanted = System.getenv("OMP_NUM_THREADS");
        if (wanted != null && wanted.matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(wanted);
        }
        return Runtime.getRuntime().availableProcessors();
    }
}
