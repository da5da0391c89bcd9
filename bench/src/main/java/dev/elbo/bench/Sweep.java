package dev.elbo.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The size that varies while all others stay at {@link Sizes#USUAL}, and what is timed. */
enum Sweep {
    BATCH("Batch", "rows in a batch", Lap.STEP, 10, 20, 50, 100, 200, 500, 1000),
    LATENT("Latent size", "coordinates of z", Lap.STEP, 2, 5, 10, 20, 40, 80, 160, 320),
    HIDDEN("Hidden width", "width of each hidden layer", Lap.STEP, 50, 100, 200, 300, 600, 1200),
    COMPONENTS("Components, training", "components K of the VampPrior", Lap.STEP, 50, 100, 200, 500, 1000, 2000),
    THREADS("Threads", "threads", Lap.STEP, threadsUpTo(Runtime.getRuntime().availableProcessors())),
    ROWS("Rows", "training rows", Lap.PASS, 1000, 2000, 5000, 10_000, 20_000, 50_000),
    SAMPLES("Importance samples", "samples S", Lap.IMAGE, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000),
    LIKELIHOOD_COMPONENTS(
            "Components, log-likelihood", "components K of the VampPrior", Lap.IMAGE, 50, 100, 200, 500, 1000, 2000);

    /** What happens between two readings of the stopwatch. */
    enum Lap {
        STEP("ms per training step"),
        PASS("ms per training pass"),
        IMAGE("ms per image");

        private final String unit;

        Lap(String unit) {
            this.unit = unit;
        }

        String unit() {
            return unit;
        }
    }

    private final String title;
    private final String axis;
    private final Lap lap;
    private final int[] values;

    Sweep(String title, String axis, Lap lap, int... values) {
        this.title = title;
        this.axis = axis;
        this.lap = lap;
        this.values = values;
    }

    String word() {
        return Words.of(this);
    }

    static Sweep of(String word) {
        return Words.parse(Sweep.class, word);
    }

    String title() {
        return title;
    }

    /** The size that varies, as the label of an axis. */
    String axis() {
        return axis;
    }

    Lap lap() {
        return lap;
    }

    List<Line> lines() {
        return switch (this) {
            case COMPONENTS, LIKELIHOOD_COMPONENTS -> List.of(Line.VAMP, Line.VAMP_PRODUCTS);
            case ROWS -> List.of(Line.STANDARD, Line.VAMP);
            default -> List.of(Line.values());
        };
    }

    /** Every place of every line, alternating between the lines. */
    List<Place> places() {
        return Arrays.stream(values)
                .boxed()
                .flatMap(x -> lines().stream().map(line -> new Place(this, line, x)))
                .toList();
    }

    /** 1, 2, 3, 4, 6, 8, 12, 16, ... up to and including the maximum. */
    static int[] threadsUpTo(int cores) {
        return IntStream.concat(
                        IntStream.range(0, 30)
                                .flatMap(i -> IntStream.of(1 << i, 3 << i))
                                .filter(threads -> threads > 0 && threads < cores),
                        IntStream.of(cores))
                .sorted()
                .toArray();
    }
}
