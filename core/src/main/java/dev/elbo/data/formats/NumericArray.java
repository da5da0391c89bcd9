package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Values;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An n-dimensional array as stored in a file, last axis fastest (C order).
 *
 * @param where for error messages: the file, and the name of the array inside it
 */
record NumericArray(String where, int[] shape, Values values) {
    /** Reorders column-major data (first axis fastest) to C order. */
    static NumericArray ofFortran(String where, int[] shape, Values values) {
        if (shape.length < 2) {
            return new NumericArray(where, shape, values);
        }
        int n = values.length();
        byte[] bytes = values instanceof Values.Bytes ? new byte[n] : null;
        float[] floats = bytes == null ? new float[n] : null;
        int[] index = new int[shape.length];
        for (int from = 0; from < n; from++) { // walks the source in order, first index fastest
            int to = 0;
            for (int axis = 0; axis < shape.length; axis++) {
                to = to * shape[axis] + index[axis];
            }
            if (bytes != null) {
                bytes[to] = ((Values.Bytes) values).data()[from];
            } else {
                floats[to] = ((Values.Floats) values).data()[from];
            }
            for (int axis = 0; axis < shape.length && ++index[axis] == shape[axis]; axis++) {
                index[axis] = 0;
            }
        }
        Values reordered =
                bytes != null ? new Values.Bytes(bytes, ((Values.Bytes) values).maxValue()) : new Values.Floats(floats);
        return new NumericArray(where, shape, reordered);
    }

    int rank() {
        return shape.length;
    }

    /** (5, 28, 28) */
    String describeShape() {
        return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    /**
     * Number of values of an array with that shape.
     *
     * @throws DataException if it is empty or does not fit in one Java array
     */
    static int count(String where, int[] shape) {
        long count = 1;
        for (int side : shape) {
            count *= side;
            if (count <= 0 || count > Integer.MAX_VALUE - 8) {
                throw new DataException(where + " has shape " + Arrays.toString(shape)
                        + (count <= 0
                                ? ", which is empty; at least one row is needed"
                                : ", which does not fit in memory; use fewer rows"));
            }
        }
        return (int) count;
    }
}
