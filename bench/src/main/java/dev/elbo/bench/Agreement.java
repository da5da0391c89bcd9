package dev.elbo.bench;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The loss of a model on given weights, rows and noise, as computed by one program.
 *
 * @param loss before training
 * @param after after three Adam steps on the same rows and noise; null where the noise depends on the weights
 */
record Agreement(String model, double loss, @Nullable Double after) {
    static final int STEPS = 3;
    private static final JsonMapper JSON = new JsonMapper();

    static Agreement parse(String line) {
        return JSON.readValue(line, Agreement.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /** The larger relative difference of the two losses. */
    double difference(Agreement other) {
        double first = relative(loss, other.loss);
        return after == null || other.after == null ? first : Math.max(first, relative(after, other.after));
    }

    private static double relative(double a, double b) {
        double difference = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }
}
