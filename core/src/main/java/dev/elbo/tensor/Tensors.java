package dev.elbo.tensor;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Making and joining tensors. */
public final class Tensors {
    private Tensors() {}

    private static TensorOptions options(DType type) {
        return new TensorOptions(type.scalarType());
    }

    /** Row-major values under a shape, float32. */
    public static Tensor of(float[] values, long... shape) {
        return ofFirst(values, values.length, shape);
    }

    /**
     * The first {@code count} of {@code values} under a shape, float32: lets a caller reuse one buffer. Named apart,
     * since a count and a length look alike.
     */
    public static Tensor ofFirst(float[] values, int count, long... shape) {
        return ofRange(values, 0, count, shape);
    }

    /** As {@link #ofFirst}, of {@code count} values from {@code from}. */
    public static Tensor ofRange(float[] values, int from, int count, long... shape) {
        check(count, shape);
        Scope.current();
        org.bytedeco.pytorch.Tensor tensor = torch.empty(shape, options(DType.FLOAT), null);
        if (count > 0) {
            tensor.data_ptr_float().put(values, from, count);
        }
        return Tensor.wrap(tensor);
    }

    /**
     * Puts the first {@code count} values at a place of a tensor in the making; may be called from several threads for
     * different places.
     */
    @FunctionalInterface
    public interface Writer {
        void put(long from, float[] values, int count);
    }

    /** A float32 tensor that {@code work} fills, all of it, in parts and in any order. */
    public static Tensor filled(Consumer<Writer> work, long... shape) {
        Scope.current();
        org.bytedeco.pytorch.Tensor tensor = torch.empty(shape, options(DType.FLOAT), null);
        FloatPointer start = tensor.data_ptr_float();
        long elements = tensor.numel();
        work.accept((from, values, count) -> {
            Objects.checkFromIndexSize(0, count, values.length);
            if (from < 0 || from + count > elements) {
                throw new IndexOutOfBoundsException(
                        count + " values from " + from + " do not fit " + elements + " elements");
            }
            if (count > 0) {
                new FloatPointer(start).position(from).put(values, 0, count);
            }
        });
        return Tensor.wrap(tensor);
    }

    /** Row-major values under a shape, float64. */
    public static Tensor of(double[] values, long... shape) {
        check(values.length, shape);
        Scope.current();
        org.bytedeco.pytorch.Tensor tensor = torch.empty(shape, options(DType.DOUBLE), null);
        if (values.length > 0) {
            tensor.data_ptr_double().put(values);
        }
        return Tensor.wrap(tensor);
    }

    /** Whole numbers on one axis, int64. */
    public static Tensor of(long... values) {
        Scope.current();
        org.bytedeco.pytorch.Tensor tensor = torch.empty(new long[] {values.length}, options(DType.LONG), null);
        if (values.length > 0) {
            tensor.data_ptr_long().put(values);
        }
        return Tensor.wrap(tensor);
    }

    /** Zeros, float32. */
    public static Tensor zeros(long... shape) {
        return Tensor.op("zeros", () -> torch.zeros(shape, options(DType.FLOAT)));
    }

    /** The same value everywhere, float32. */
    public static Tensor full(double value, long... shape) {
        return full(value, DType.FLOAT, shape);
    }

    /** The same value everywhere, in the precision of {@code type}. */
    public static Tensor full(double value, DType type, long... shape) {
        return Tensor.op("full", () -> torch.full(shape, new Scalar(value), options(type)));
    }

    /** (n, n) with ones on the diagonal. */
    public static Tensor eye(long n) {
        return Tensor.op("eye", () -> torch.eye(n, options(DType.FLOAT)));
    }

    /** Joins along an axis that exists. */
    public static Tensor cat(int axis, List<Tensor> parts) {
        return Tensor.op("cat", () -> torch.cat(handles(parts), axis), parts.toArray(Tensor[]::new));
    }

    /** Joins along a new axis. */
    public static Tensor stack(int axis, List<Tensor> parts) {
        return Tensor.op("stack", () -> torch.stack(handles(parts), axis), parts.toArray(Tensor[]::new));
    }

    /**
     * A function of some tensors with a gradient given by a formula, instead of one recorded operation by operation.
     *
     * @param value what the function is; a tensor of its own, not one of the operands
     * @param gradients from the gradient of the result to those of the operands, in their order
     */
    public static Tensor function(
            List<Tensor> operands, Supplier<Tensor> value, Function<Tensor, List<Tensor>> gradients) {
        boolean differentiated =
                TorchRuntime.gradientsEnabled() && operands.stream().anyMatch(Tensor::requiresGrad);
        return differentiated ? Recorded.function(operands, NoGrad.run(value), gradients) : value.get();
    }

    private static TensorVector handles(List<Tensor> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("at least one tensor is needed to join");
        }
        return new TensorVector(parts.stream().map(Tensor::handle).toArray(org.bytedeco.pytorch.Tensor[]::new));
    }

    private static void check(long count, long[] shape) {
        long elements = 1;
        for (long length : shape) {
            elements *= length;
        }
        if (elements != count) {
            throw new IllegalArgumentException(count + " values do not fill shape " + java.util.Arrays.toString(shape)
                    + " of " + elements + " elements");
        }
    }
}
