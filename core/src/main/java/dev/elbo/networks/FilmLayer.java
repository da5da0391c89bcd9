package dev.elbo.networks;

import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.List;

/**
 * A layer whose results are scaled and shifted by functions of a {@link Context} of one number c in [−1, 1] for each
 * row: h ⊙ (1 + s(c)) + t(c), each a cubic in c without a constant, zero at first. Perez et al. 2018, eq. 2.
 *
 * @param scaleAndShift (3, 2 · width): c, c², c³ to s and t
 */
public record FilmLayer(Layer layer, Parameter scaleAndShift, int width) implements Layer {
    /** Number of {@link #powers}. */
    public static final int POWERS = 3;

    /** Declares {@code name.modulation} (3, 2 · width), zero at first. */
    public static FilmLayer declare(Parameters parameters, String name, Layer layer, int width) {
        Parameter scaleAndShift =
                parameters.declare(name + ".modulation", new long[] {POWERS, 2L * width}, 2, Initialiser.constant(0));
        return new FilmLayer(layer, scaleAndShift, width);
    }

    /**
     * (rows or 1, 3): c, c² and c³ of a context of one number c for each row.
     *
     * @throws IllegalStateException if the context is not one number for each row
     */
    public static Tensor powers(Context context, long rows) {
        if (context.width() > 1) {
            throw new IllegalStateException(
                    "this layer sees a context of one number for each row, got " + context.width());
        }
        Tensor c = context.forRows(rows);
        return Tensors.cat(1, List.of(c, c.square(), c.square().times(c)));
    }

    /** @throws IllegalStateException if the context is not one number for each row */
    @Override
    public Tensor apply(Tensor x, Context context) {
        Tensor h = layer.apply(x, context);
        Tensor both = powers(context, h.size(0)).matmul(scaleAndShift.tensor()); // (rows or 1, 2 · width)
        return h.times(both.narrow(1, 0, width).plus(1)).plus(both.narrow(1, width, width));
    }

    @Override
    public long activationsPerRow() {
        return layer.activationsPerRow() + 4L * width;
    }
}
