package dev.elbo.tensor;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;

/** Changes of a tensor's own memory, for optimisers and buffers; not part of any gradient. */
public final class InPlace {
    private InPlace() {}

    public static void zero(Tensor target) {
        target.handle().zero_();
    }

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

    /** target ← target + weight · (source − target). */
    public static void lerp(Tensor target, Tensor source, double weight) {
        try (Scalar w = new Scalar(weight)) {
            target.handle().lerp_(source.handle(), w);
        }
    }

    /** target ← target + weight · a · b. */
    public static void addProduct(Tensor target, Tensor a, Tensor b, double weight) {
        try (Scalar w = new Scalar(weight)) {
            target.handle().addcmul_(a.handle(), b.handle(), w);
        }
    }

    /** target ← target + weight · a / b. */
    public static void addQuotient(Tensor target, Tensor a, Tensor b, double weight) {
        try (Scalar w = new Scalar(weight)) {
            target.handle().addcdiv_(a.handle(), b.handle(), w);
        }
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
