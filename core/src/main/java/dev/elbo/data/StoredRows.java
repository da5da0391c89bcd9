package dev.elbo.data;

/** Rows of numbers as they are stored. */
final class StoredRows {
    private StoredRows() {}

    /** Copies a row of floats or doubles in single precision. */
    static void copy(Dataset data, int row, float[] out, int offset) {
        int size = data.shape().size();
        if (data.values() instanceof Values.Floats floats) {
            System.arraycopy(floats.data(), row * size, out, offset, size);
            return;
        }
        for (int i = 0; i < size; i++) {
            out[offset + i] = data.values().get(row * size + i);
        }
    }
}
