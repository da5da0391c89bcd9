package dev.elbo.tensor;

import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;

/** Changes of a tensor's own memory, for optimisers and buffers; not part of any gradient. */
public final class InPlace {
    private InPlace() {}

    /** target ← 0. */
    public static void zero(Tensor target) {
        target.handle().zero_();
    }

    /** target ← source, of the same shape. */
    public static void copy(Tensor target, Tensor source) {
        target.handle().copy_(source.handle());
    }

    /** target ← target · factor. */
    public static void scale(Tensor target, double factor) {
        try (Scalar f = new Scalar(factor)) {
            target.handle().mul_(f);
        }
    }

    /** target ← target · factor, elementwise or broadcast. */
    public static void scale(Tensor target, Tensor factor) {
        target.handle().mul_(factor.handle());
    }

    /** target ← target + weight · source. */
    public static void add(Tensor target, Tensor source, double weight) {
        try (Scalar w = new Scalar(weight)) {
            target.handle().add_(source.handle(), w);
        }
    }

    /**
     * One step of Adam in a single pass over four buffers of one length. Kingma and Ba 2015, algorithm 1.
     *
     * @param step number of this step, from 1
     */
    public static void adam(
            Tensor values,
            Tensor gradient,
            Tensor firstMoment,
            Tensor secondMoment,
            long step,
            double learningRate,
            double beta1,
            double beta2,
            double epsilon) {
        Operator.call(
                "aten::_fused_adam_",
                Operator.list(values),
                Operator.list(gradient),
                Operator.list(firstMoment),
                Operator.list(secondMoment),
                Operator.list(), // maxima of the second moment: AMSGrad's
                Operator.list(Tensors.full((double) step)),
                new IValue(learningRate),
                new IValue(beta1),
                new IValue(beta2),
                new IValue(0.0), // weight decay
                new IValue(epsilon),
                new IValue(false), // AMSGrad
                new IValue(false), // maximise
                new IValue(), // scale of the gradient
                new IValue()); // whether it overflowed
    }

    /** target ← target held inside [low, high]. */
    public static void clamp(Tensor target, double low, double high) {
        try (Scalar lowest = new Scalar(low);
                Scalar highest = new Scalar(high);
                ScalarOptional from = new ScalarOptional(lowest);
                ScalarOptional to = new ScalarOptional(highest)) {
            target.handle().clamp_(from, to);
        }
    }
}
