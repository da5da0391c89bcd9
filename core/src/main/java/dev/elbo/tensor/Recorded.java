package dev.elbo.tensor;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * An operation whose gradient is computed here and not by libtorch: the layers in which training spends its time. Its
 * result is a leaf of libtorch's graph; when {@link Tensor#backward} has brought libtorch's gradient there, {@link
 * #backward} takes it on to the operands. What lies between two of these operations stays with libtorch.
 *
 * <p>The gain: gradients of weights are written where the optimiser reads them, without a tensor in between that is
 * filled, added and freed, and without nodes for views and transposes. To be made while gradients are recorded, and
 * kept by the innermost {@link Scope}.
 */
final class Recorded {
    private final org.bytedeco.pytorch.Tensor result;
    private final List<Tensor> operands;
    private final Gradient gradient;
    private final boolean always;

    /** Takes a gradient of the result on to the operands. Runs without recording, in a scope of its own. */
    @FunctionalInterface
    interface Gradient {
        /** @param slope of the result's shape; null if nothing depends on the result */
        void propagate(@Nullable Tensor slope);
    }

    /** As {@link Gradient}, for results that something depends on. */
    @FunctionalInterface
    private interface Slope {
        void propagate(Tensor slope);
    }

    private Recorded(org.bytedeco.pytorch.Tensor result, List<Tensor> operands, Gradient gradient, boolean always) {
        this.result = result;
        this.operands = operands;
        this.gradient = gradient;
        this.always = always;
    }

    /** The operands other than parameters, and the result: what must live as long as this. */
    List<org.bytedeco.pytorch.Tensor> held() {
        return Stream.concat(operands.stream().map(Tensor::handle), Stream.of(result))
                .toList();
    }

    /**
     * Records an operation.
     *
     * @param result computed without gradients
     * @param gradient called in every backward pass, also if nothing depends on the result
     */
    static Tensor always(org.bytedeco.pytorch.Tensor result, List<Tensor> operands, Gradient gradient) {
        return record(result, operands, gradient, true);
    }

    private static Tensor when(org.bytedeco.pytorch.Tensor result, List<Tensor> operands, Slope slope) {
        return record(
                result,
                operands,
                g -> {
                    if (g != null) {
                        slope.propagate(g);
                    }
                },
                false);
    }

    private static Tensor record(
            org.bytedeco.pytorch.Tensor result, List<Tensor> operands, Gradient gradient, boolean always) {
        result.set_requires_grad(true);
        Scope.current().record(new Recorded(result, operands, gradient, always));
        return Tensor.wrap(result);
    }

    /** x (batch, in) -> x W + b. */
    static Tensor affine(Tensor x, Parameter weight, Parameter bias) {
        org.bytedeco.pytorch.Tensor rows = x.handle();
        org.bytedeco.pytorch.Tensor w = weight.values().handle();
        org.bytedeco.pytorch.Tensor y;
        try (NoGradGuard guard = new NoGradGuard()) {
            y = torch.addmm(bias.values().handle(), rows, w);
        }
        return when(y, List.of(x), slope -> {
            weight.addProduct(rows, slope.handle());
            bias.addSumOfRows(slope.handle());
            if (rows.requires_grad()) {
                send(rows, torch.mm(slope.handle(), w.t()));
            }
        });
    }

    /** First half of the last axis times the sigmoid of the second half. */
    static Tensor glu(Tensor x) {
        org.bytedeco.pytorch.Tensor y;
        try (NoGradGuard guard = new NoGradGuard()) {
            y = torch.glu(x.handle(), -1);
        }
        return when(y, List.of(x), slope -> send(x.handle(), torch.glu_backward(slope.handle(), x.handle(), -1)));
    }

    /** max(0, x). */
    static Tensor relu(Tensor x) {
        org.bytedeco.pytorch.Tensor y;
        try (NoGradGuard guard = new NoGradGuard()) {
            y = torch.relu(x.handle());
        }
        return when(
                y, List.of(x), slope -> send(x.handle(), torch.threshold_backward(slope.handle(), y, new Scalar(0.0))));
    }

    /**
     * A function of some tensors with a gradient given by a formula.
     *
     * @param value computed without gradients
     * @param gradients from the gradient of the result to those of the operands, in their order
     */
    static Tensor function(List<Tensor> operands, Tensor value, Function<Tensor, List<Tensor>> gradients) {
        return when(value.handle(), operands, slope -> {
            List<Tensor> slopes = gradients.apply(slope);
            for (int i = 0; i < slopes.size(); i++) {
                if (operands.get(i).requiresGrad()) {
                    Tensor own = slopes.get(i);
                    boolean shared = slopes.indexOf(own) < i; // the operands' gradients are added to in place
                    send(operands.get(i).handle(), shared ? own.handle().clone() : own.handle());
                }
            }
        });
    }

    /** A part of one axis, which shares the memory of x. */
    static Tensor narrow(Tensor x, int axis, long start, long length) {
        org.bytedeco.pytorch.Tensor operand = x.handle();
        org.bytedeco.pytorch.Tensor part;
        try (NoGradGuard guard = new NoGradGuard()) {
            part = operand.narrow(axis, start, length).detach();
        }
        return when(part, List.of(x), slope -> {
            if (!operand.grad().defined()) {
                operand.mutable_grad().put(torch.zeros_like(operand));
            }
            operand.mutable_grad().narrow(axis, start, length).add_(slope.handle());
        });
    }

    /** The same elements under another shape. */
    static Tensor reshape(Tensor x, long... shape) {
        org.bytedeco.pytorch.Tensor operand = x.handle();
        org.bytedeco.pytorch.Tensor same;
        try (NoGradGuard guard = new NoGradGuard()) {
            same = operand.reshape(shape).detach();
        }
        return when(same, List.of(x), slope -> send(operand, slope.handle().reshape(operand.sizes())));
    }

    /** Whether an elementwise function of x is better recorded here: x comes from one of these operations. */
    static boolean follows(Tensor x) {
        org.bytedeco.pytorch.Tensor handle = x.handle();
        return handle.requires_grad() && handle.is_leaf() && GradMode.is_enabled();
    }

    /** Adds to the gradient of an operand: of a leaf at once, else of the leaves behind it. */
    static void send(org.bytedeco.pytorch.Tensor operand, org.bytedeco.pytorch.Tensor slope) {
        if (!operand.is_leaf()) {
            backward(operand, slope);
        } else if (operand.grad().defined()) {
            operand.mutable_grad().add_(slope);
        } else {
            operand.mutable_grad().put(slope);
        }
    }

    /**
     * libtorch's part, from a scalar or from a slope. Its graph is kept, since an operand may be reached from several
     * sides.
     */
    static void backward(org.bytedeco.pytorch.Tensor root, org.bytedeco.pytorch.@Nullable Tensor slope) {
        root.backward(
                slope == null ? new org.bytedeco.pytorch.Tensor() : slope,
                new BoolOptional(true),
                false,
                new TensorArrayRefOptional());
    }

    /** Takes the gradient that has arrived at the result on to the operands. */
    void backward() {
        org.bytedeco.pytorch.Tensor slope = result.grad();
        if (!always && !slope.defined()) {
            return;
        }
        try (Scope scope = Scope.open("gradient");
                NoGradGuard guard = new NoGradGuard()) {
            if (slope.defined()) {
                org.bytedeco.pytorch.Tensor own = new org.bytedeco.pytorch.Tensor(slope);
                result.mutable_grad().reset();
                gradient.propagate(Tensor.wrap(own));
            } else {
                gradient.propagate(null);
            }
        }
    }

    /** Σ over the rows into {@code target}. */
    static void sumRows(org.bytedeco.pytorch.Tensor target, org.bytedeco.pytorch.Tensor rows) {
        torch.sum_out(target, rows, new long[] {0}, false, new ScalarTypeOptional());
    }
}
