package dev.elbo.networks;

import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;

/**
 * One number in [−1, 1] beside every row, which {@link Modulated} layers see: set by whoever runs the networks, so that
 * the networks are called as any others.
 */
public final class Condition {
    private float[] ofRows = {0};

    /** The same number for all rows. */
    public void set(double value) {
        ofRows = new float[] {(float) value};
    }

    /** A number for each row of a batch; rows are then taken in batches of this many, one after another. */
    public void set(float[] values) {
        ofRows = values.clone();
    }

    /** (rows, 1), or (1, 1) where all rows have the same. */
    Tensor forRows(long rows) {
        int batch = ofRows.length;
        Tensor column = Tensors.of(ofRows, batch, 1);
        if (batch == 1 || batch == rows) {
            return column;
        }
        if (rows % batch != 0) {
            throw new IllegalStateException("conditions of " + batch + " rows do not fit " + rows + " rows");
        }
        return column.unsqueeze(0).expand(rows / batch, batch, 1).reshape(rows, 1);
    }
}
