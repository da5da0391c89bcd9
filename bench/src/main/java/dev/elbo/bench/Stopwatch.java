package dev.elbo.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Times laps: the first ones are warm-up and discarded, those of the following number of seconds count. It ends the
 * task by throwing {@link Done}, because a trainer or an evaluation cannot be stopped otherwise.
 */
final class Stopwatch {
    private static final int FEWEST = 3;

    private final double seconds;
    private final long start = System.nanoTime();
    private final List<Double> laps = new ArrayList<>();
    private long last = start;
    private long timedFrom;
    private int warmUps;

    /** @param seconds duration of the timed laps, after a warm-up of half that duration */
    Stopwatch(double seconds) {
        this.seconds = seconds;
    }

    /** Control flow, not an error: enough laps have been timed. */
    static final class Done extends RuntimeException {
        private Done() {
            super("enough laps", null, false, false);
        }
    }

    /** Ends a lap and starts the next. */
    void lap() {
        long now = System.nanoTime();
        if (timedFrom == 0) {
            warmUps++;
            if (warmUps >= FEWEST && (now - start) / 1e9 >= seconds / 2) {
                timedFrom = now;
            }
        } else {
            laps.add((now - last) / 1e6);
            if (laps.size() >= FEWEST && (now - timedFrom) / 1e9 >= seconds) {
                throw new Done();
            }
        }
        last = System.nanoTime();
    }

    /** Discards the time since the last lap. */
    void restart() {
        last = System.nanoTime();
    }

    /** Milliseconds of each lap of {@code work}, which continues until it is stopped. */
    List<Double> laps(Runnable work) {
        restart();
        try {
            while (true) {
                work.run();
            }
        } catch (Done e) {
            return List.copyOf(laps);
        }
    }

    /** Milliseconds of each run of {@code once}. */
    static List<Double> repeat(double seconds, Runnable once) {
        Stopwatch watch = new Stopwatch(seconds);
        return watch.laps(() -> {
            once.run();
            watch.lap();
        });
    }
}
