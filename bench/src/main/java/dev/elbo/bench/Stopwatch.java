package dev.elbo.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Times laps: the first ones warm up and are thrown away, those of a given number of seconds count. Ends the work by
 * {@link Done}, since a trainer or an evaluation has no other way to be stopped in between.
 */
final class Stopwatch {
    private static final int FEWEST = 3;

    private final double seconds;
    private final long start = System.nanoTime();
    private final List<Double> laps = new ArrayList<>();
    private long last = start;
    private long timedFrom;
    private int warmUps;

    /** @param seconds of timed laps; half as many of warm-up come before */
    Stopwatch(double seconds) {
        this.seconds = seconds;
    }

    /** Control flow, not an error: the laps asked for are done. */
    static final class Done extends RuntimeException {
        private Done() {
            super("enough laps", null, false, false);
        }
    }

    /** A lap ends here and the next begins. */
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

    /** What happened since the last lap belongs to none. */
    void restart() {
        last = System.nanoTime();
    }

    /** Milliseconds of each lap of {@code work}, which goes on for as long as it is let. */
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
