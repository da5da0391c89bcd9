package dev.elbo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.testing.Gradients;
import dev.elbo.testing.InScope;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation: its value against plain Java arithmetic, its gradient against central differences. */
@ExtendWith(InScope.class)
class TensorOpsTest {
    /** An operation on a one-axis tensor of {@code input}, and what Java makes of the same numbers, row-major. */
    record Case(String name, UnaryOperator<Tensor> op, UnaryOperator<double[]> expected, double... input) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final double[] SIGNED = {-1.7, 0.6, 2.3, -0.4, 1.1, -2.9};
    private static final double[] POSITIVE = {0.2, 1.4, 3.1, 0.9, 2.2, 5.3};
    private static final double[] TWO = {-1.7, 0.6, 2.3, -0.4, 1.1, -2.9, 0.8, -1.2, 1.9, 2.6, -0.7, 1.3};

    static List<Case> cases() {
        return List.of(
                each("neg", Tensor::neg, x -> -x, SIGNED),
                each("reciprocal", Tensor::reciprocal, x -> 1 / x, SIGNED),
                each("square", Tensor::square, x -> x * x, SIGNED),
                each("sqrt", Tensor::sqrt, Math::sqrt, POSITIVE),
                each("abs", Tensor::abs, Math::abs, SIGNED),
                each("clamp", x -> x.clamp(-1, 2), x -> Math.min(2, Math.max(-1, x)), SIGNED),
                each("exp", Tensor::exp, Math::exp, SIGNED),
                each("expm1", Tensor::expm1, Math::expm1, SIGNED),
                each("log", Tensor::log, Math::log, POSITIVE),
                each("log1p", Tensor::log1p, Math::log1p, POSITIVE),
                each("sigmoid", Tensor::sigmoid, x -> 1 / (1 + Math.exp(-x)), SIGNED),
                each("tanh", Tensor::tanh, Math::tanh, SIGNED),
                each("relu", Tensor::relu, x -> Math.max(0, x), SIGNED),
                each("softplus", Tensor::softplus, x -> Math.log1p(Math.exp(x)), SIGNED),
                each("lgamma", Tensor::lgamma, TensorOpsTest::stirling, POSITIVE),
                each("floor", Tensor::floor, Math::floor, SIGNED),
                each("plus a number", x -> x.plus(1.25), x -> x + 1.25, SIGNED),
                each("minus a number", x -> x.minus(1.25), x -> x - 1.25, SIGNED),
                each("times a number", x -> x.times(-2.5), x -> x * -2.5, SIGNED),
                each("div a number", x -> x.div(-2.5), x -> x / -2.5, SIGNED),
                pair("plus", Tensor::plus, Double::sum),
                pair("minus", Tensor::minus, (a, b) -> a - b),
                pair("times", Tensor::times, (a, b) -> a * b),
                pair("div", Tensor::div, (a, b) -> a / b),
                pair("maximum", Tensor::maximum, Math::max),
                pair("minimum", Tensor::minimum, Math::min),
                new Case("dot", x -> head(x).dot(tail(x)), x -> new double[] {dot(x, 0, 1, 6, 1, 6)}, TWO),
                new Case(
                        "times, broadcast",
                        x -> matrix(head(x)).times(tail(x).narrow(0, 0, 3)),
                        x -> fill(6, i -> x[i] * x[6 + i % 3]),
                        TWO),
                new Case("reshape", x -> x.reshape(3, -1), UnaryOperator.identity(), SIGNED),
                new Case("unsqueeze", x -> x.unsqueeze(0), UnaryOperator.identity(), SIGNED),
                new Case("squeeze", x -> x.reshape(2, 1, 3).squeeze(1), UnaryOperator.identity(), SIGNED),
                new Case("contiguous", x -> matrix(x).transpose(0, 1).contiguous(), TensorOpsTest::transposed, SIGNED),
                new Case("transpose", x -> matrix(x).transpose(0, 1), TensorOpsTest::transposed, SIGNED),
                new Case("expand", x -> x.reshape(6, 1).expand(6, 2), x -> fill(12, i -> x[i / 2]), SIGNED),
                new Case("narrow", x -> matrix(x).narrow(1, 1, 2), x -> fill(4, i -> x[i / 2 * 3 + 1 + i % 2]), SIGNED),
                new Case("select", x -> matrix(x).select(1, 2), x -> fill(2, i -> x[3 * i + 2]), SIGNED),
                new Case(
                        "indexSelect",
                        x -> matrix(x).indexSelect(1, Tensors.of(2, 0, 2)),
                        x -> fill(6, i -> x[i / 3 * 3 + new int[] {2, 0, 2}[i % 3]]),
                        SIGNED),
                new Case(
                        "gather",
                        x -> matrix(x).gather(1, Tensors.of(2, 0, 0, 1).reshape(2, 2)),
                        x -> new double[] {x[2], x[0], x[3], x[4]},
                        SIGNED),
                new Case("to", x -> x.to(DType.DOUBLE), UnaryOperator.identity(), SIGNED),
                new Case("sum", x -> matrix(x).sum(0), x -> fill(3, i -> x[i] + x[i + 3]), SIGNED),
                new Case(
                        "sum, two axes",
                        x -> x.reshape(2, 3, 2).sum(0, -1),
                        x -> fill(3, i -> x[2 * i] + x[2 * i + 1] + x[2 * i + 6] + x[2 * i + 7]),
                        TWO),
                new Case("sumAll", x -> matrix(x).sumAll(), x -> new double[] {sum(x)}, SIGNED),
                new Case(
                        "mean",
                        x -> matrix(x).mean(-1),
                        x -> fill(2, i -> (x[3 * i] + x[3 * i + 1] + x[3 * i + 2]) / 3),
                        SIGNED),
                new Case("meanAll", x -> matrix(x).meanAll(), x -> new double[] {sum(x) / 6}, SIGNED),
                new Case(
                        "logSumExp",
                        x -> matrix(x).logSumExp(0),
                        x -> fill(3, i -> Math.log(Math.exp(x[i]) + Math.exp(x[i + 3]))),
                        SIGNED),
                new Case("maxAll", Tensor::maxAll, x -> new double[] {2.3}, SIGNED),
                new Case("minAll", Tensor::minAll, x -> new double[] {-2.9}, SIGNED),
                new Case(
                        "glu",
                        x -> x.reshape(2, 6).glu(),
                        x -> fill(6, i -> x[i / 3 * 6 + i % 3] / (1 + Math.exp(-x[i / 3 * 6 + i % 3 + 3]))),
                        TWO),
                new Case(
                        "matmul",
                        x -> head(x).reshape(2, 3).matmul(tail(x).reshape(3, 2)),
                        x -> fill(4, i -> dot(x, i / 2 * 3, 1, 6 + i % 2, 2, 3)),
                        TWO),
                new Case(
                        "matmul, batched",
                        x -> head(x).reshape(3, 1, 2).matmul(tail(x).reshape(2, 3)),
                        x -> fill(9, i -> dot(x, i / 3 * 2, 1, 6 + i % 3, 3, 2)),
                        TWO),
                new Case( // an upper entry that must not be read
                        "solveLower",
                        x -> x.narrow(0, 0, 4)
                                .reshape(1, 2, 2)
                                .solveLower(x.narrow(0, 6, 4).reshape(1, 2, 2)),
                        x -> {
                            double first = x[6] / x[0];
                            double second = x[7] / x[0];
                            return new double[] {
                                first, second, (x[8] - x[2] * first) / x[3], (x[9] - x[2] * second) / x[3]
                            };
                        },
                        TWO),
                new Case(
                        "matmul with a vector",
                        x -> matrix(head(x)).matmul(x.narrow(0, 6, 3)),
                        x -> fill(2, i -> dot(x, 3 * i, 1, 6, 1, 3)),
                        TWO),
                new Case(
                        "affine",
                        x -> x.narrow(0, 0, 4)
                                .reshape(2, 2)
                                .affine(x.narrow(0, 4, 4).reshape(2, 2), x.narrow(0, 8, 2)),
                        x -> fill(4, i -> dot(x, i / 2 * 2, 1, 4 + i % 2, 2, 2) + x[8 + i % 2]),
                        TWO),
                new Case(
                        "cat",
                        x -> Tensors.cat(1, List.of(matrix(tail(x)), matrix(head(x)))),
                        x -> fill(12, i -> x[(i % 6 < 3 ? 6 : 0) + i / 6 * 3 + i % 3]),
                        TWO),
                new Case(
                        "stack",
                        x -> Tensors.stack(1, List.of(head(x), tail(x))),
                        x -> fill(12, i -> x[i / 2 + i % 2 * 6]),
                        TWO));
    }

    private static Case each(String name, UnaryOperator<Tensor> op, DoubleUnaryOperator f, double[] input) {
        return new Case(name, op, x -> Arrays.stream(x).map(f).toArray(), input);
    }

    private static Case pair(String name, java.util.function.BinaryOperator<Tensor> op, DoubleBinaryOperator f) {
        return new Case(name, x -> op.apply(head(x), tail(x)), x -> fill(6, i -> f.applyAsDouble(x[i], x[6 + i])), TWO);
    }

    private static Tensor head(Tensor x) {
        return x.narrow(0, 0, 6);
    }

    private static Tensor tail(Tensor x) {
        return x.narrow(0, 6, 6);
    }

    private static Tensor matrix(Tensor x) {
        return x.reshape(2, 3);
    }

    private static double[] fill(int length, java.util.function.IntToDoubleFunction f) {
        double[] filled = new double[length];
        Arrays.setAll(filled, f);
        return filled;
    }

    private static double[] transposed(double[] x) {
        return fill(6, i -> x[i % 2 * 3 + i / 2]);
    }

    /** log Γ by Stirling's series at x + 20, brought back by the recurrence; error of the series below 2e-15. */
    private static double stirling(double x) {
        double y = x + 20;
        double series =
                1 / (12 * y) - 1 / (360 * Math.pow(y, 3)) + 1 / (1260 * Math.pow(y, 5)) - 1 / (1680 * Math.pow(y, 7));
        double value = (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series;
        for (int i = 0; i < 20; i++) {
            value -= Math.log(x + i);
        }
        return value;
    }

    private static double sum(double[] x) {
        return Arrays.stream(x).sum();
    }

    private static double dot(double[] x, int a, int stepA, int b, int stepB, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += x[a + i * stepA] * x[b + i * stepB];
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_value_is_that_of_java_arithmetic(Case operation) {
        double[] actual = operation
                .op()
                .apply(Tensors.of(operation.input(), operation.input().length))
                .toDoubles();
        assertThat(actual)
                .containsExactly(
                        operation.expected().apply(operation.input()), within(1e-13)); // values below 20: 30 ulp
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_gradient_is_that_of_central_differences(Case operation) {
        Gradients.assertMatch(operation.op(), operation.input());
    }

    @Test
    void every_operation_is_in_the_table_or_has_a_test_of_its_own() {
        Set<String> elsewhere = Set.of("detach", "grad", "graft", "requireGrad", "lessThan", "greaterThan");
        Set<String> tested =
                cases().stream().map(c -> c.name().split("[ ,]")[0]).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (Method method : Tensor.class.getDeclaredMethods()) {
            boolean operation = Modifier.isPublic(method.getModifiers()) && method.getReturnType() == Tensor.class;
            if (operation && !tested.contains(method.getName()) && !elsewhere.contains(method.getName())) {
                missing.add(method.getName());
            }
        }
        assertThat(missing).isEmpty();
    }
}
