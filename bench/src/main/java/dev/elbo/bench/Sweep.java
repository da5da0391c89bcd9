package dev.elbo.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What is moved while all else stays at {@link Sizes#USUAL}, and what is timed there. */
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

    /** What happens between two readings of the watch. */
    enum Lap {
        STEP("ms a training step"),
        PASS("ms a training pass"),
        IMAGE("ms an image");

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

    /** What is moved, for an axis. */
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

    /** Every place of every line, the lines in turn at each. */
    List<Place> places() {
        return Arrays.stream(values)
                .boxed()
                .flatMap(x -> lines().stream().map(line -> new Place(this, line, x)))
                .toList();
    }

    /** 1, 2, 3, 4, 6, 8, 12, 16, ... and all of them. */
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
