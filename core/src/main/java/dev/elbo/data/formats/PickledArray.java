package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A NumPy array of numbers with one or two axes. */
final class PickledArray implements PickledState {
    private int[] shape = {0};
    private double[] values = {};

    /** (version, shape, type, column-major, bytes); Python 2 stores the bytes as a string. */
    @Override
    public void set(Object state) {
        Object[] parts = (Object[]) state;
        shape = ints((Object[]) parts[1]);
        PickledType type = (PickledType) parts[2];
        if (shape.length > 1 && Boolean.TRUE.equals(parts[3])) {
            throw new DataException("a pickled array is in column-major order; expected row-major");
        }
        byte[] bytes = parts[4] instanceof byte[] raw ? raw : ((String) parts[4]).getBytes(StandardCharsets.ISO_8859_1);
        long count = 1;
        for (int length : shape) {
            count *= length;
        }
        if (count * type.bytes() != bytes.length) {
            throw new DataException("a pickled array of shape " + NumericArray.describe(shape) + " has " + bytes.length
                    + " bytes instead of " + count * type.bytes());
        }
        ByteBuffer data = ByteBuffer.wrap(bytes).order(type.order());
        values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.get(data, i);
        }
    }

    static int[] ints(Object[] numbers) {
        int[] result = new int[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.toIntExact(((Number) numbers[i]).longValue());
        }
        return result;
    }

    int[] shape() {
        return shape.clone();
    }

    int[] toInts() {
        int[] result = new int[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (int) values[i];
            if (result[i] != values[i]) {
                throw new DataException("a pickled array of indices contains " + values[i] + "; expected integers");
            }
        }
        return result;
    }

    float[] toFloats() {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }
}
