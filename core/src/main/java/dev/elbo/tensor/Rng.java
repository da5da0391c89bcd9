package dev.elbo.tensor;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * An explicit random stream, named by a seed and a path of labels.
 *
 * <p>A child depends only on the name of its parent, never on what has been sampled, so that adding a consumer does not
 * affect the others, and a run resumed at step n samples what the uninterrupted run sampled. The native generator is
 * created for the first sample and lives in the scope that is open then.
 */
public final class Rng {
    private final long key;
    private @Nullable Generator generator;

    private Rng(long key) {
        this.key = key;
    }

    /** The root of all streams of a seed. */
    public static Rng ofSeed(long seed) {
        return new Rng(mix(seed + 0x9E3779B97F4A7C15L));
    }

    /** The stream of this name under this one. */
    public Rng child(String label) {
        long hash = key;
        for (int i = 0; i < label.length(); i++) {
            hash = mix(hash ^ (label.charAt(i) + 0x9E3779B97F4A7C15L));
        }
        return new Rng(mix(hash + label.length()));
    }

    /** The stream of this name and number under this one, for example of an epoch. */
    public Rng child(String label, long number) {
        return new Rng(mix(child(label).key ^ mix(number + 0x9E3779B97F4A7C15L)));
    }

    /** The same name as a JDK generator, for work on Java arrays (shuffles, splits, binarisation). */
    public RandomGenerator java() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(key);
    }

    /**
     * As {@link #java}, by a generator that is more than twice as fast and has a period of 2⁶⁴: for samples by the
     * million.
     */
    public RandomGenerator bulk() {
        return new SplittableRandom(key);
    }

    /** Independent standard normals, float32. */
    public Tensor normal(long... shape) {
        return Tensor.op("normal", () -> torch.empty(shape, options(), null).normal_(0, 1, generator()));
    }

    /** Independent uniforms on [0, 1), float32. */
    public Tensor uniform(long... shape) {
        return Tensor.op("uniform", () -> torch.empty(shape, options(), null).uniform_(0, 1, generator()));
    }

    /** 1 with the given probabilities, else 0; same shape as {@code probabilities}. */
    public Tensor bernoulli(Tensor probabilities) {
        return Tensor.op("bernoulli", () -> torch.bernoulli(probabilities.handle(), generator()), probabilities);
    }

    private static TensorOptions options() {
        return new TensorOptions(DType.FLOAT.scalarType());
    }

    private GeneratorOptional generator() {
        if (generator == null) {
            Scope.current();
            generator = torch.make_generator_cpu(key);
        }
        if (generator.isNull()) {
            throw new IllegalStateException(
                    "random stream used after the scope of its first draw closed; take a child per scope");
        }
        return new GeneratorOptional(generator);
    }

    /** SplitMix64's finaliser (Steele, Lea and Flood 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
