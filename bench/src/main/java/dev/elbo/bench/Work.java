package dev.elbo.bench;

/** The tasks of the side-by-side comparison, with the words that the programs' command lines use for them. */
enum Work {
    STEP_STANDARD("training step, 784-300-300-40 gated, N(0, I), 100 rows", "ms per step"),
    STEP_VAMP("training step, the same with VampPrior, K = 500", "ms per step"),
    STEP_FREY("training step, 560-300-300-40 gated, discretised logistic", "ms per step"),
    STEP_SVAE("training step, 784-256-128 ReLU, von Mises-Fisher, d = 10", "ms per step"),
    STEP_CONV("training step, 28x28, convolutions 32, 64, 64, N(0, I)", "ms per step"),
    STEP_ONE_ROW("training step, one row, N(0, I), one thread", "ms per step"),
    EPOCH_VAMP("training pass over 50,000 grey-scale rows re-binarised, VampPrior", "ms per pass"),
    LIKELIHOOD_STANDARD("importance-sampled log-likelihood, S = 5000, N(0, I)", "ms per image"),
    LIKELIHOOD_VAMP("importance-sampled log-likelihood, S = 5000, VampPrior", "ms per image"),
    VMF_3("von Mises-Fisher samples, m = 3, 100 rows, κ = 100", "ms for 2,000,000 coordinates"),
    VMF_10("von Mises-Fisher samples, m = 10", "ms for 2,000,000 coordinates"),
    VMF_50("von Mises-Fisher samples, m = 50", "ms for 2,000,000 coordinates"),
    VMF_200("von Mises-Fisher samples, m = 200", "ms for 2,000,000 coordinates"),
    VGAE_EPOCH("epoch of a graph VAE on Cora, 1433-32-16, loss over all pairs", "ms per epoch"),
    ENCODE("encoding arrays of rows to posterior means", "ms for 10,000 rows"),
    SCORE("log-likelihood of arrays of rows, 100 importance samples of the posterior", "ms per row"),
    FIRST_STEP("start of the process to the end of the first training step", "ms"),
    HELP("elbo --help", "ms");

    private static final int MOST_ROWS = 100;
    private static final int DRAWS = 100_000;

    private final String description;
    private final String unit;

    Work(String description, String unit) {
        this.description = description;
        this.unit = unit;
    }

    String word() {
        return Words.of(this);
    }

    static Work of(String word) {
        return Words.parse(Work.class, word);
    }

    String description() {
        return description;
    }

    String unit() {
        return unit;
    }

    /** Whether the driver measures the time of the whole process. */
    boolean wholeProcess() {
        return this == FIRST_STEP || this == HELP;
    }

    /** The model of a step, a pass or a log-likelihood. */
    Step step() {
        return switch (this) {
            case STEP_VAMP, EPOCH_VAMP, LIKELIHOOD_VAMP -> Step.VAMP;
            case STEP_FREY -> Step.FREY;
            case STEP_SVAE -> Step.SVAE;
            case STEP_CONV -> Step.CONV;
            default -> Step.STANDARD;
        };
    }

    Sizes sizes() {
        return this == STEP_ONE_ROW ? Sizes.USUAL.withBatch(1) : Sizes.USUAL;
    }

    /** @param otherwise number of threads unless the task is for one */
    int threads(int otherwise) {
        return this == STEP_ONE_ROW ? 1 : otherwise;
    }

    /** Importance samples of a row. */
    int samples() {
        return this == SCORE ? 100 : ElboPeer.LIKELIHOOD_SAMPLES;
    }

    /** Rows that a lap takes, which is then divided by their number; 1 where a lap is one piece of work. */
    int perLap(int threads) {
        return switch (this) {
            case LIKELIHOOD_STANDARD, LIKELIHOOD_VAMP, SCORE -> rowsPerLap(samples(), threads);
            default -> 1;
        };
    }

    /** Threads may finish different rows at any time, so a lap of an evaluation is a number of rows, equal for each. */
    static int rowsPerLap(int samples, int threads) {
        int rows = Math.max(1, Math.min(MOST_ROWS, DRAWS / samples));
        return (rows + threads - 1) / threads * threads;
    }

    /** Number of coordinates of a sample, for the tasks named after it. */
    int ambient() {
        return Integer.parseInt(word().substring("vmf-".length()));
    }
}
