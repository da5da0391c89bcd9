package dev.elbo.evaluation.annealing;

import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.RotationallySymmetric;
import dev.elbo.distributions.SphereProduct;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The space of latents, as Hamiltonian transitions see it: velocities, and motion without a force. */
sealed interface LatentSpace {

    /** A point with a velocity, each (…, latent). */
    record Motion(Tensor z, Tensor velocity) {}

    /** The part of {@code vector} along which a point can move, (…, latent). */
    Tensor tangent(Tensor z, Tensor vector);

    /** The motion after a time, which is (…, 1). */
    Motion flow(Motion motion, Tensor time);

    /** The space on which a posterior is a density. */
    static LatentSpace of(Distribution posterior) {
        if (posterior instanceof RotationallySymmetric sphere) {
            int ambient = Math.toIntExact(sphere.location().size(-1));
            return new Spheres(List.of(new Spheres.Block(1, ambient)));
        }
        if (posterior instanceof SphereProduct product) {
            return new Spheres(product.factors().stream()
                    .map(factor -> new Spheres.Block(factor.spheres(), factor.ambient()))
                    .toList());
        }
        return new Euclidean();
    }

    /** R^d, in straight lines. */
    record Euclidean() implements LatentSpace {
        @Override
        public Tensor tangent(Tensor z, Tensor vector) {
            return vector;
        }

        @Override
        public Motion flow(Motion motion, Tensor time) {
            return new Motion(motion.z().plus(motion.velocity().times(time)), motion.velocity());
        }
    }

    /** A product of unit spheres, along great circles. Byrne and Girolami 2013, section 4.2. */
    record Spheres(List<Block> blocks) implements LatentSpace {

        /** Equal spheres, whose coordinates follow each other. */
        record Block(int spheres, int ambient) {
            int width() {
                return spheres * ambient;
            }
        }

        @Override
        public Tensor tangent(Tensor z, Tensor vector) {
            List<Tensor> parts = new ArrayList<>();
            int from = 0;
            for (Block block : blocks) {
                Tensor at = unfold(z, from, block);
                Tensor along = unfold(vector, from, block);
                parts.add(fold(along.minus(at.times(inner(at, along))), block));
                from += block.width();
            }
            return Tensors.cat(-1, parts);
        }

        @Override
        public Motion flow(Motion motion, Tensor time) {
            List<Tensor> places = new ArrayList<>();
            List<Tensor> velocities = new ArrayList<>();
            int from = 0;
            for (Block block : blocks) {
                Tensor z = unfold(motion.z(), from, block);
                Tensor v = unfold(motion.velocity(), from, block);
                Tensor speed = inner(v, v).plus(Float.MIN_NORMAL).sqrt();
                double[] angles = speed.times(time.unsqueeze(-1)).toDoubles();
                Tensor cos = angle(Arrays.stream(angles).map(Math::cos).toArray(), speed);
                Tensor sin = angle(Arrays.stream(angles).map(Math::sin).toArray(), speed);
                Tensor moved = z.times(cos).plus(v.div(speed).times(sin));
                places.add(fold(moved.div(inner(moved, moved).sqrt()), block)); // rounding must not add up
                velocities.add(fold(v.times(cos).minus(z.times(speed).times(sin)), block));
                from += block.width();
            }
            return new Motion(Tensors.cat(-1, places), Tensors.cat(-1, velocities));
        }

        private static Tensor angle(double[] values, Tensor like) {
            return Tensors.of(values, like.shape()).to(like.dtype());
        }

        /** (…, 1) */
        private static Tensor inner(Tensor a, Tensor b) {
            return a.times(b).sum(-1).unsqueeze(-1);
        }

        /** (…, latent) -> (…, spheres, ambient) */
        private static Tensor unfold(Tensor z, int from, Block block) {
            long[] shape = Arrays.copyOf(z.shape(), z.rank() + 1);
            shape[shape.length - 2] = block.spheres();
            shape[shape.length - 1] = block.ambient();
            return z.narrow(-1, from, block.width()).reshape(shape);
        }

        private static Tensor fold(Tensor z, Block block) {
            long[] shape = Arrays.copyOf(z.shape(), z.rank() - 1);
            shape[shape.length - 1] = block.width();
            return z.reshape(shape);
        }
    }
}
