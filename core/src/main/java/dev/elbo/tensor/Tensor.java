package dev.elbo.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * An n-dimensional array in native memory, owned by the {@link Scope} that it was created in.
 *
 * <p>Operations broadcast as in NumPy and record gradients unless inside {@link NoGrad}. Equality is identity.
 */
public final class Tensor {
    private final org.bytedeco.pytorch.Tensor handle;
    private final String bornIn;

    private Tensor(org.bytedeco.pytorch.Tensor handle, String bornIn) {
        if (handle.referenceCount() < 0) {
            throw new AssertionError("borrowed native reference; copy it before wrapping");
        }
        this.handle = handle;
        this.bornIn = bornIn;
    }

    /** Wraps a native tensor that the innermost scope owns. */
    static Tensor wrap(org.bytedeco.pytorch.Tensor handle) {
        return new Tensor(handle, Scope.current().name());
    }

    /** Wraps a native tensor whose owner is not a scope: only {@link Parameters} does this. */
    static Tensor kept(org.bytedeco.pytorch.Tensor handle, String owner) {
        return new Tensor(handle, owner);
    }

    Tensor movedTo(Scope scope) {
        return new Tensor(handle, scope.name());
    }

    org.bytedeco.pytorch.Tensor handle() {
        if (handle.isNull()) {
            throw new IllegalStateException("tensor used after its scope '" + bornIn
                    + "' closed; return it from Scope.eval or read it out before");
        }
        return handle;
    }

    /** The one place where Java meets C++: needs a scope, checks operands, translates errors. */
    static Tensor op(String name, Supplier<org.bytedeco.pytorch.Tensor> body, Tensor... operands) {
        Scope.current();
        for (Tensor t : operands) {
            t.handle();
        }
        try {
            return wrap(body.get());
        } catch (RuntimeException e) {
            throw TensorException.of(name, e, operands);
        }
    }

    private static Scalar scalar(double value) {
        return new Scalar(value);
    }

    // ---- shape -------------------------------------------------------------------------------------------------

    /** Length of each axis. */
    public long[] shape() {
        long[] shape = new long[(int) handle().dim()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = handle.size(axis);
        }
        return shape;
    }

    /** Length of one axis; negative axes count from the end. */
    public long size(int axis) {
        return handle().size(axis);
    }

    /** Whether both have the same axes of the same lengths. */
    public boolean hasShapeOf(Tensor other) {
        return rank() == other.rank() && fitsInto(other) && other.fitsInto(this);
    }

    /** Whether an elementwise operation with {@code other} gives the shape of {@code other}. */
    public boolean fitsInto(Tensor other) {
        int missing = other.rank() - rank();
        if (missing < 0) {
            return false;
        }
        for (int axis = 0; axis < rank(); axis++) {
            if (size(axis) != 1 && size(axis) != other.size(axis + missing)) {
                return false;
            }
        }
        return true;
    }

    /** Number of axes. */
    public int rank() {
        return (int) handle().dim();
    }

    /** Number of elements. */
    public long elements() {
        return handle().numel();
    }

    /** Element type. */
    public DType dtype() {
        return DType.of(handle().scalar_type());
    }

    /** Same elements in the same order under another shape; one entry may be -1. */
    public Tensor reshape(long... shape) {
        return op(
                "reshape",
                () -> Recorded.follows(this) ? Recorded.reshape(this, shape).handle : handle.reshape(shape),
                this);
    }

    /** A view with an axis of length one inserted at {@code axis}. */
    public Tensor unsqueeze(int axis) {
        return op("unsqueeze", () -> handle.unsqueeze(axis), this);
    }

    /** A view without {@code axis}, which has length one. */
    public Tensor squeeze(int axis) {
        return op("squeeze", () -> handle.squeeze(axis), this);
    }

    /** A view with two axes exchanged. */
    public Tensor transpose(int first, int second) {
        return op("transpose", () -> handle.transpose(first, second), this);
    }

    /** A view that repeats axes of length one. */
    public Tensor expand(long... shape) {
        return op("expand", () -> handle.expand(shape), this);
    }

    /** {@code length} entries from {@code start} along {@code axis}: a view. */
    public Tensor narrow(int axis, long start, long length) {
        return op(
                "narrow",
                () -> Recorded.follows(this)
                        ? Recorded.narrow(this, axis, start, length).handle
                        : handle.narrow(axis, start, length),
                this);
    }

    /** One entry along {@code axis}, which disappears: a view. */
    public Tensor select(int axis, long index) {
        return op("select", () -> handle.select(axis, index), this);
    }

    /** Entries along {@code axis} at the positions {@code index} (LONG, one axis). */
    public Tensor indexSelect(int axis, Tensor index) {
        return op("indexSelect", () -> handle.index_select(axis, index.handle), this, index);
    }

    /** Along {@code axis}, the entry at the position that {@code index} (LONG, of the result's shape) names. */
    public Tensor gather(int axis, Tensor index) {
        return op("gather", () -> handle.gather(axis, index.handle), this, index);
    }

    /** The same elements in row-major order in memory; itself if they are already. */
    public Tensor contiguous() {
        return op("contiguous", handle::contiguous, this);
    }

    /** The same values with another element type; itself if it has that type. */
    public Tensor to(DType type) {
        return dtype() == type ? this : op("to", () -> handle.to(type.scalarType()), this);
    }

    // ---- arithmetic --------------------------------------------------------------------------------------------

    /** Elementwise sum. */
    public Tensor plus(Tensor other) {
        return op("plus", () -> handle.add(other.handle), this, other);
    }

    /** Adds a number to each element. */
    public Tensor plus(double value) {
        return op("plus", () -> handle.add(scalar(value)), this);
    }

    /** Elementwise difference. */
    public Tensor minus(Tensor other) {
        return op("minus", () -> handle.sub(other.handle), this, other);
    }

    /** Subtracts a number from each element. */
    public Tensor minus(double value) {
        return plus(-value);
    }

    /** Elementwise product. */
    public Tensor times(Tensor other) {
        return op("times", () -> handle.mul(other.handle), this, other);
    }

    /** Multiplies each element by a number. */
    public Tensor times(double value) {
        return op("times", () -> handle.mul(scalar(value)), this);
    }

    /** Elementwise quotient. */
    public Tensor div(Tensor other) {
        return op("div", () -> handle.div(other.handle), this, other);
    }

    /** Divides each element by a number. */
    public Tensor div(double value) {
        return op("div", () -> handle.div(scalar(value)), this);
    }

    /** −x. */
    public Tensor neg() {
        return op("neg", handle::neg, this);
    }

    /** 1 / x. */
    public Tensor reciprocal() {
        return op("reciprocal", handle::reciprocal, this);
    }

    /** x². */
    public Tensor square() {
        return op("square", handle::square, this);
    }

    /** √x. */
    public Tensor sqrt() {
        return op("sqrt", handle::sqrt, this);
    }

    /** |x|. */
    public Tensor abs() {
        return op("abs", handle::abs, this);
    }

    /** The larger of two elements. */
    public Tensor maximum(Tensor other) {
        return op("maximum", () -> handle.maximum(other.handle), this, other);
    }

    /** The smaller of two elements. */
    public Tensor minimum(Tensor other) {
        return op("minimum", () -> handle.minimum(other.handle), this, other);
    }

    /** Values held inside [low, high]; the gradient is zero outside. */
    public Tensor clamp(double low, double high) {
        return Recorded.follows(this)
                ? Tensors.function(
                        List.of(this), () -> clamped(low, high), slope -> List.of(slopeInside(slope, low, high)))
                : clamped(low, high);
    }

    /** The slope where low <= x <= high, else 0. libtorch's one pass for it excludes the ends, hence the next numbers. */
    private Tensor slopeInside(Tensor slope, double low, double high) {
        boolean single = dtype() == DType.FLOAT;
        double below = single ? Math.nextDown((float) low) : Math.nextDown(low);
        double above = single ? Math.nextUp((float) high) : Math.nextUp(high);
        return op(
                "clamp gradient",
                () -> torch.hardtanh_backward(slope.handle, handle, scalar(below), scalar(above)),
                this,
                slope);
    }

    private Tensor clamped(double low, double high) {
        return op("clamp", () -> handle.clamp(new ScalarOptional(scalar(low)), new ScalarOptional(scalar(high))), this);
    }

    // ---- functions ---------------------------------------------------------------------------------------------

    /** eˣ. */
    public Tensor exp() {
        return op("exp", handle::exp, this);
    }

    /** eˣ − 1, precise near 0. */
    public Tensor expm1() {
        return op("expm1", handle::expm1, this);
    }

    /** Natural logarithm. */
    public Tensor log() {
        return op("log", handle::log, this);
    }

    /** log(1 + x), precise near 0. */
    public Tensor log1p() {
        return op("log1p", handle::log1p, this);
    }

    /** 1 / (1 + e⁻ˣ). */
    public Tensor sigmoid() {
        return op("sigmoid", handle::sigmoid, this);
    }

    /** Hyperbolic tangent. */
    public Tensor tanh() {
        return op("tanh", handle::tanh, this);
    }

    /** max(0, x). */
    public Tensor relu() {
        return op("relu", () -> Recorded.follows(this) ? Recorded.relu(this).handle : handle.relu(), this);
    }

    /**
     * log(1 + eˣ) without overflow. In float64 as max(0, x) + log(1 + e^−|x|), exact to rounding everywhere; libtorch's
     * softplus, used in float32, is the identity above 20, where what it drops (e⁻²⁰) is below float32's rounding.
     */
    public Tensor softplus() {
        return dtype() == DType.DOUBLE
                ? op("log_sigmoid", () -> torch.log_sigmoid(handle.neg()), this).neg()
                : op("softplus", () -> torch.softplus(handle), this);
    }

    /** First half of the last axis times the sigmoid of the second half. Dauphin et al. 2017, eq. 1. */
    public Tensor glu() {
        return op("glu", () -> Recorded.follows(this) ? Recorded.glu(this).handle : torch.glu(handle, -1), this);
    }

    /** log Γ. */
    public Tensor lgamma() {
        return op("lgamma", handle::lgamma, this);
    }

    /** The largest whole number not above x; its gradient is zero. */
    public Tensor floor() {
        return op("floor", handle::floor, this);
    }

    // ---- reductions --------------------------------------------------------------------------------------------

    /** Sum over the given axes, which disappear. */
    public Tensor sum(int... axes) {
        return op("sum", () -> handle.sum(longs(axes), false, new ScalarTypeOptional()), this);
    }

    /** Sum of all elements: a scalar. */
    public Tensor sumAll() {
        return op("sumAll", () -> handle.sum(), this);
    }

    /** Mean over the given axes, which disappear. */
    public Tensor mean(int... axes) {
        return op("mean", () -> handle.mean(longs(axes), false, new ScalarTypeOptional()), this);
    }

    /** Mean of all elements: a scalar. */
    public Tensor meanAll() {
        return op("meanAll", () -> handle.mean(), this);
    }

    /** log Σ exp along one axis, which disappears. */
    public Tensor logSumExp(int axis) {
        return op("logSumExp", () -> handle.logsumexp(axis), this);
    }

    /** Largest element: a scalar. */
    public Tensor maxAll() {
        return op("maxAll", () -> handle.max(), this);
    }

    /** Smallest element: a scalar. */
    public Tensor minAll() {
        return op("minAll", () -> handle.min(), this);
    }

    /** Inner product of two one-axis tensors. */
    public Tensor dot(Tensor other) {
        return op("dot", () -> handle.dot(other.handle), this, other);
    }

    /** Whether no element is NaN or infinite. */
    public boolean allFinite() {
        try (Scope scope = Scope.open("allFinite")) {
            return op("allFinite", () -> handle.isfinite().all(), this).item() != 0;
        }
    }

    // ---- comparison --------------------------------------------------------------------------------------------

    /** 1 where this is below {@code bound}, else 0, in this tensor's element type. */
    public Tensor lessThan(double bound) {
        return op("lessThan", () -> steps(handle.detach().neg(), -bound), this);
    }

    /** 1 where this is above {@code bound}, else 0, in this tensor's element type. */
    public Tensor greaterThan(double bound) {
        return op("greaterThan", () -> steps(handle.detach(), bound), this);
    }

    /** A gradient of one, through the operation that lets it pass above a threshold: a fifth of the time of > and to(). */
    private static org.bytedeco.pytorch.Tensor steps(org.bytedeco.pytorch.Tensor x, double bound) {
        return torch.threshold_backward(torch.ones_like(x), x, scalar(bound));
    }

    // ---- linear algebra ----------------------------------------------------------------------------------------

    /** (…, n, k) times (k, m) -> (…, n, m). */
    public Tensor matmul(Tensor other) {
        if (size(-1) != other.size(other.rank() == 1 ? 0 : -2)) {
            throw new IllegalArgumentException(
                    "matmul: the last axis of " + describe() + " must equal the second last of " + other.describe());
        }
        return op("matmul", () -> torch.matmul(handle, other.handle), this, other);
    }

    /** X with this · X = b, for lower triangular matrices (…, n, n) and b (…, n, m); entries above the diagonal are not read. */
    public Tensor solveLower(Tensor b) {
        return op("solveLower", () -> torch.linalg_solve_triangular(handle, b.handle, false, true, false), this, b);
    }

    /** (batch, in), weight (in, out), bias (out) -> (batch, out). */
    public Tensor affine(Tensor weight, Tensor bias) {
        checkAffine(weight);
        return op("affine", () -> torch.addmm(bias.handle, handle, weight.handle), this, weight, bias);
    }

    /** As {@link #affine(Tensor, Tensor)} with parameters, whose gradients are then written without detours. */
    public Tensor affine(Parameter weight, Parameter bias) {
        checkAffine(weight.values());
        return TorchRuntime.gradientsEnabled() && !FixedParameters.active()
                ? op("affine", () -> Recorded.affine(this, weight, bias).handle, this)
                : affine(weight.values(), bias.values());
    }

    private void checkAffine(Tensor weight) {
        if (rank() != 2 || size(1) != weight.size(0)) {
            throw new IllegalArgumentException("affine: input " + describe() + " does not fit weight "
                    + weight.describe() + "; expected (batch, " + weight.size(0) + ")");
        }
    }

    // ---- gradients ---------------------------------------------------------------------------------------------

    /** The same values outside the gradient graph. */
    public Tensor detach() {
        return op("detach", handle::detach, this);
    }

    /** Marks this leaf so that {@link #backward} leaves its gradient in {@link #grad}. */
    public Tensor requireGrad() {
        handle().set_requires_grad(true);
        return this;
    }

    /** Whether gradients reach this tensor. */
    public boolean requiresGrad() {
        return handle().requires_grad();
    }

    /** Gradients of this scalar with respect to every leaf that asked for one are added to those leaves. */
    public void backward() {
        boolean recorded = Scope.anyRecorded();
        try {
            if (recorded) {
                Recorded.backward(handle(), null);
            } else {
                handle().backward();
            }
        } catch (RuntimeException e) {
            throw TensorException.of("backward", e, this);
        }
        if (recorded) {
            Scope.propagateGradients();
        }
    }

    /** The accumulated gradient, copied out of its owner. */
    public Tensor grad() {
        if (!handle().grad().defined()) {
            throw new IllegalStateException("no gradient on " + describe()
                    + "; call requireGrad() before the computation and backward() after");
        }
        return op("grad", () -> new org.bytedeco.pytorch.Tensor(handle.grad()), this);
    }

    /**
     * A tensor with the given value whose gradient with respect to this is {@code slope}; both made without gradients.
     */
    public Tensor graft(Tensor value, Tensor slope) {
        return value.detach().plus(slope.detach().times(minus(detach())));
    }

    // ---- read-out ----------------------------------------------------------------------------------------------

    /** The one element as a double. */
    public double item() {
        if (elements() != 1) {
            throw new IllegalStateException("item: expected one element, got " + describe());
        }
        try (Scope scope = Scope.open("item")) {
            return dtype() == DType.FLOAT
                    ? handle.item_float()
                    : handle.to(DType.DOUBLE.scalarType()).item_double();
        }
    }

    /** All elements in row-major order. */
    public float[] toFloats() {
        try (Scope scope = Scope.open("toFloats")) {
            org.bytedeco.pytorch.Tensor plain =
                    handle().detach().to(DType.FLOAT.scalarType()).contiguous();
            float[] values = new float[Math.toIntExact(plain.numel())];
            if (values.length > 0) {
                plain.data_ptr_float().get(values);
            }
            return values;
        }
    }

    /** All elements in row-major order. */
    public double[] toDoubles() {
        try (Scope scope = Scope.open("toDoubles")) {
            org.bytedeco.pytorch.Tensor plain =
                    handle().detach().to(DType.DOUBLE.scalarType()).contiguous();
            double[] values = new double[Math.toIntExact(plain.numel())];
            if (values.length > 0) {
                plain.data_ptr_double().get(values);
            }
            return values;
        }
    }

    /** Shape and element type, as error messages show them. */
    public String describe() {
        return handle.isNull()
                ? "(closed)"
                : Arrays.toString(shape()).replace(" ", "") + ":"
                        + dtype().name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Tensor" + describe();
    }

    static long[] longs(int[] axes) {
        long[] result = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            result[i] = axes[i];
        }
        return result;
    }
}
