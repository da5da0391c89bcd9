package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.SparseRows;
import java.util.Map;

/** A SciPy matrix in compressed sparse row format. */
final class PickledSparse implements PickledState {
    private Map<?, ?> state = Map.of();

    @Override
    public void set(Object newState) {
        state = (Map<?, ?>) newState;
    }

    SparseRows toRows() {
        Object shape = state.containsKey("_shape") ? state.get("_shape") : state.get("shape");
        if (!(shape instanceof Object[] axes)
                || axes.length != 2
                || !(state.get("indptr") instanceof PickledArray starts)
                || !(state.get("indices") instanceof PickledArray columns)
                || !(state.get("data") instanceof PickledArray values)) {
            throw new DataException("it lacks its shape, indptr, indices or data");
        }
        int[] sizes = PickledArray.ints(axes);
        return new SparseRows(sizes[0], sizes[1], starts.toInts(), columns.toInts(), values.toFloats());
    }
}
