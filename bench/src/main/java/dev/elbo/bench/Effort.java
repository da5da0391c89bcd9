package dev.elbo.bench;

/**
 * How much is measured.
 *
 * @param rounds number of times that everything is measured
 * @param seconds of timed laps in each process
 */
record Effort(int rounds, double seconds, int threads) {
    Effort {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds: expected an integer of at least 1, got " + rounds);
        }
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("--seconds: expected a positive number, got " + seconds);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("--threads: expected an integer of at least 1, got " + threads);
        }
    }

    @Override
    public String toString() {
        return count(rounds, "round") + ", " + Page.number(seconds) + " s of laps in each process; "
                + count(threads, "thread");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
