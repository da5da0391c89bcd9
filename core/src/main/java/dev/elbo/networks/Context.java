package dev.elbo.networks;

import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;

/**
 * Additional input of networks, beside their rows: β where one network serves a range of β, a class, given columns. It is
 * an argument of whatever runs networks, immutable and without native memory, so that one set of weights serves many
 * contexts and threads at once. Sohn et al. 2015, section 4, for conditional models.
 */
public final class Context {
    /** Nothing: for networks without a layer that sees a context, on complete rows. */
    public static final Context NONE = new Context(Rows.NONE, Rows.NONE);

    private final Rows condition;
    private final Rows observed;

    private Context(Rows condition, Rows observed) {
        this.condition = condition;
        this.observed = observed;
    }

    /**
     * Numbers for each row of a batch; a single row is shared by all rows of a batch.
     *
     * @param values (rows, width), row-major
     */
    private record Rows(float[] values, int count, int width) {
        private static final Rows NONE = new Rows(new float[0], 0, 0);

        static Rows of(float[] values, int width) {
            if (width < 1 || values.length == 0 || values.length % width != 0) {
                throw new IllegalArgumentException("a context needs rows of at least one number, got " + values.length
                        + " numbers in rows of " + width);
            }
            return new Rows(values.clone(), values.length / width, width);
        }

        Tensor repeated(long rows) {
            if (count == 0 || rows % count != 0) {
                throw new IllegalStateException(
                        count == 0
                                ? "these networks need a context, and none was given"
                                : "a context of " + count + " rows does not fit " + rows + " rows");
            }
            Tensor batch = Tensors.of(values, count, width);
            return count == 1 || count == rows
                    ? batch
                    : batch.unsqueeze(0).expand(rows / count, count, width).reshape(rows, width);
        }
    }

    /** The same number for all rows. */
    public static Context of(double value) {
        return new Context(new Rows(new float[] {(float) value}, 1, 1), Rows.NONE);
    }

    /**
     * A separate context for each row of a batch; a single row is shared by all rows of a batch.
     *
     * @param values (rows, width), row-major
     */
    public static Context ofRows(float[] values, int width) {
        return new Context(Rows.of(values, width), Rows.NONE);
    }

    /**
     * This context, for rows of which only some cells are observed: the likelihood of a {@code Vae} is then that of the
     * observed cells, and its encoder sees 0 in place of the others.
     *
     * @param mask (rows, data), row-major: 1 for an observed cell, 0 for a missing one; a single row is shared by all
     * @throws IllegalArgumentException if it holds anything else
     */
    public Context withObserved(float[] mask, int data) {
        for (float cell : mask) {
            if (cell != 0 && cell != 1) {
                throw new IllegalArgumentException("a cell is observed (1) or missing (0), got " + cell);
            }
        }
        return new Context(condition, Rows.of(mask, data));
    }

    /** Numbers in the condition of each row; 0 for {@link #NONE}. */
    public int width() {
        return condition.width();
    }

    /** Rows that have a condition of their own; 1 where all rows share one, 0 for {@link #NONE}. */
    public int rows() {
        return condition.count();
    }

    /**
     * The condition: (count, width), or (1, width) where all rows share one, in the scope that is open. Where a batch is
     * repeated for several samples, count = samples · rows, its conditions are repeated with it.
     *
     * @throws IllegalStateException if {@code count} is no multiple of the rows that have a condition
     */
    public Tensor forRows(long count) {
        return condition.repeated(count);
    }

    /** Whether some cells may be missing. */
    public boolean masked() {
        return observed.count() > 0;
    }

    /**
     * The mask of observed cells: (count, data), or (1, data) where all rows share one, repeated as {@link #forRows}.
     *
     * @throws IllegalStateException if all cells are observed, or {@code count} is no multiple of the mask's rows
     */
    public Tensor observedFor(long count) {
        return observed.repeated(count);
    }
}
