package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.HeapRoom;
import dev.elbo.data.Values;
import dev.elbo.data.tables.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * An n-dimensional array as stored in a file, last axis fastest (C order).
 *
 * @param where for error messages: the file, and the name of the array inside it
 * @param rounded number of whole numbers with too many digits for double precision
 */
record NumericArray(String where, int[] shape, Values values, int rounded) {
    private static final long WIDE = 12; // bytes per number in double precision while it is narrowed

    NumericArray(String where, int[] shape, Values values) {
        this(where, shape, values, 0);
    }

    /** Elements of a stream: those of tables in double precision if a column needs it. */
    static NumericArray read(String where, int[] shape, NumberType type, InputStream in, Layout layout)
            throws IOException {
        int count = count(where, shape);
        long bytes = isTable(shape) && type.isWide() ? WIDE * count : type.memory(count);
        HeapRoom.check(where, layout.fortran() ? 2 * bytes + 4L * count : bytes);
        Values values;
        int rounded = 0;
        if (isTable(shape) && type.isWide()) {
            NumberType.Exact exact = type.readExact(in, layout.order(), count, layout.first(), layout.truncated());
            values = new Values.Doubles(exact.values());
            rounded = exact.rounded();
        } else {
            values = type.read(in, layout.order(), count, layout.first(), layout.truncated());
        }
        NumericArray read = new NumericArray(where, shape, values, rounded);
        return (layout.fortran() ? read.fromFortran() : read).narrowed();
    }

    /**
     * How the elements of an array are stored.
     *
     * @param fortran whether the first axis is the fastest
     * @param first number of elements for which memory is taken at once
     * @param truncated makes the error for a stream that ends after a number of bytes
     */
    record Layout(ByteOrder order, boolean fortran, int first, LongFunction<DataException> truncated) {}

    /** Whether an array of that shape is a table, not images. */
    static boolean isTable(int[] shape) {
        return shape.length <= 2;
    }

    /** Numbers of a table that do not need double precision, and those of images, in single precision. */
    NumericArray narrowed() {
        return values instanceof Values.Doubles doubles
                ? new NumericArray(where, shape, Precision.narrowed(doubles.data(), width()), rounded)
                : this;
    }

    private int width() {
        return shape.length == 2 ? shape[1] : 1;
    }

    /** The array in C order, if the first axis of this one is the fastest. */
    NumericArray fromFortran() {
        if (shape.length < 2) {
            return this;
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
        return new NumericArray(where, shape, reordered(values, order), rounded);
    }

    /** The values in another order: number i is the one that was at {@code from[i]}. */
    static Values reordered(Values values, int[] from) {
        return values.pick(from);
    }

    /** Bytes of memory that the values take. */
    long memory() {
        int each = values instanceof Values.Bytes ? 1 : values instanceof Values.Doubles ? 8 : 4;
        return (long) each * values.length();
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
