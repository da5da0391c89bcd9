package dev.elbo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Gradients by the engine against central differences, all in float64. */
public final class Gradients {
    /** Truncation error about h² f''' / 6 = 2e-11 f''', rounding error about 1e-16 f / h = 2e-11 f. */
    private static final double STEP = 1e-5;

    private static final double TOLERANCE = 1e-8;

    private Gradients() {}

    /**
     * Asserts that a weighted sum of {@code op(x)}, a different weight for each output element, has the gradient that
     * central differences give at {@code x}, a tensor of one axis.
     */
    public static void assertMatch(UnaryOperator<Tensor> op, double... x) {
        double[] expected = centralDifferences(point -> weightedSum(op, point), x);
        double[] actual = byEngine(op, x);
        double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(0));
        assertThat(actual).as("gradient").containsExactly(expected, within(TOLERANCE * scale));
    }

    public static double[] centralDifferences(ToDoubleFunction<double[]> f, double... x) {
        double[] slopes = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] moved = x.clone();
            moved[i] = x[i] + STEP;
            double above = f.applyAsDouble(moved);
            moved[i] = x[i] - STEP;
            slopes[i] = (above - f.applyAsDouble(moved)) / (2 * STEP);
        }
        return slopes;
    }

    private static double weightedSum(UnaryOperator<Tensor> op, double[] x) {
        try (Scope scope = Scope.open("weighted sum")) {
            return weighted(op.apply(Tensors.of(x, x.length))).item();
        }
    }

    private static double[] byEngine(UnaryOperator<Tensor> op, double[] x) {
        try (Scope scope = Scope.open("gradient")) {
            Tensor leaf = Tensors.of(x, x.length).requireGrad();
            weighted(op.apply(leaf)).backward();
            return leaf.grad().toDoubles();
        }
    }

    private static Tensor weighted(Tensor out) {
        double[] weights = new double[(int) out.elements()];
        Arrays.setAll(weights, i -> 1 + 0.37 * i);
        return out.reshape(-1).dot(Tensors.of(weights, weights.length));
    }
}
