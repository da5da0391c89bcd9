package dev.elbo.data;

/**
 * Stored values, row-major (rows, size), in the type of the source. The arrays are shared, not copied, and must not be
 * modified.
 */
public sealed interface Values permits Values.Bytes, Values.Floats {
    /** Number of stored values: rows x size. */
    int length();

    /** Value at a position, unsigned for bytes. */
    float get(int index);

    /** Unsigned bytes 0..maxValue; maxValue is 255 for pixels and 1 for binary data. */
    record Bytes(byte[] data, int maxValue) implements Values {
        public Bytes {
            if (maxValue < 1 || maxValue > 255) {
                throw new DataException("the largest byte value must be in 1..255, got " + maxValue);
            }
        }

        @Override
        public int length() {
            return data.length;
        }

        @Override
        public float get(int index) {
            return data[index] & 0xff;
        }
    }

    /** Numbers as stored. */
    record Floats(float[] data) implements Values {
        @Override
        public int length() {
            return data.length;
        }

        @Override
        public float get(int index) {
            return data[index];
        }
    }
}
