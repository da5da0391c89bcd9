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
        int[] order = new int[values.length()];
        int[] index = new int[shape.length];
        for (int from = 0; from < order.length; from++) { // walks the source in order, first index fastest
            int to = 0;
            for (int axis = 0; axis < shape.length; axis++) {
                to = to * shape[axis] + index[axis];
            }
            order[to] = from;
            for (int axis = 0; axis < shape.length && ++index[axis] == shape[axis]; axis++) {
                index[axis] = 0;
            }
        }
        return new NumericArray(where, shape, reordered(values, order));
    }

    /** The values in another order: number i is the one that was at {@code from[i]}. */
    static Values reordered(Values values, int[] from) {
        return values.pick(from);
    }

    /** Bytes of memory that the values take. */
    long memory() {
        return values instanceof Values.Bytes ? values.length() : 4L * values.length();
    }

    int rank() {
        return shape.length;
    }

    /** (5, 28, 28) */
    String describeShape() {
        return describe(shape);
    }

    /** At most eight axes. */
    static String describe(int[] shape) {
        String axes = Arrays.stream(shape).limit(8).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return "(" + axes + (shape.length > 8 ? ", …)" : ")");
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
                throw new DataException(where + " has shape " + describe(shape)
                        + (count <= 0
                                ? ", which is empty; at least one row is needed"
                                : ", which does not fit in memory; use fewer rows"));
            }
        }
        return (int) count;
    }
}
