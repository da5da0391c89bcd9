package dev.elbo.networks;

import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;

/**
 * Additional input of networks, beside their rows: β where one network serves a range of β, a class, given columns. It is
 * an argument of whatever runs networks, immutable and without native memory, so that one set of weights serves many
 * contexts and threads at once. Sohn et al. 2015, section 4, for conditional models.
 */
public final class Context {
    /** Nothing: for networks without a layer that sees a context. */
    public static final Context NONE = new Context(new float[0], 0, 0);

    private final float[] values;
    private final int rows;
    private final int width;

    private Context(float[] values, int rows, int width) {
        this.values = values;
        this.rows = rows;
        this.width = width;
    }

    /** The same number for all rows. */
    public static Context of(double value) {
        return new Context(new float[] {(float) value}, 1, 1);
    }

    /**
     * A context of its own for each row of a batch; one row is shared by all rows of a batch.
     *
     * @param values (rows, width), row-major
     */
    public static Context ofRows(float[] values, int width) {
        if (width < 1 || values.length == 0 || values.length % width != 0) {
            throw new IllegalArgumentException("a context needs rows of at least one number, got " + values.length
                    + " numbers in rows of " + width);
        }
        return new Context(values.clone(), values.length / width, width);
    }

    /** Numbers beside each row; 0 for {@link #NONE}. */
    public int width() {
        return width;
    }

    /** Rows that have a context of their own; 1 where all rows share one, 0 for {@link #NONE}. */
    public int rows() {
        return rows;
    }

    /**
     * (count, width), or (1, width) where all rows share one, in the scope that is open. Where a batch is repeated for
     * several samples, count = samples · rows, its contexts are repeated with it.
     *
     * @throws IllegalStateException if {@code count} is no multiple of the rows that have a context
     */
    public Tensor forRows(long count) {
        if (rows == 0 || count % rows != 0) {
            throw new IllegalStateException(
                    rows == 0
                            ? "these networks need a context, and none was given"
                            : "a context of " + rows + " rows does not fit " + count + " rows");
        }
        Tensor batch = Tensors.of(values, rows, width);
        return rows == 1 || rows == count
                ? batch
                : batch.unsqueeze(0).expand(count / rows, rows, width).reshape(count, width);
    }
}
