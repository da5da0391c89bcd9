package dev.elbo.data;

/**
 * Stored values, row-major (rows, size), in the type of the source. The arrays are shared, not copied, and must not be
 * modified.
 */
public sealed interface Values permits Values.Bytes, Values.Floats, Values.Doubles {
    /** Number of stored values: rows x size. */
    int length();

    /** Value at a position, unsigned for bytes, in single precision. */
    float get(int index);

    /** Value at a position, unsigned for bytes, as stored. */
    double exact(int index);

    /** The values at the given positions, in that order and in the same type. */
    Values pick(int[] positions);

    /** The given rows of so many values each, in that order and in the same type. */
    Values pickRows(int[] rows, int size);

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

        @Override
        public double exact(int index) {
            return data[index] & 0xff;
        }

        @Override
        public Values pick(int[] positions) {
            byte[] picked = new byte[positions.length];
            for (int i = 0; i < picked.length; i++) {
                picked[i] = data[positions[i]];
            }
            return new Bytes(picked, maxValue);
        }

        @Override
        public Values pickRows(int[] rows, int size) {
            byte[] picked = new byte[Math.multiplyExact(rows.length, size)];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(data, rows[i] * size, picked, i * size, size);
            }
            return new Bytes(picked, maxValue);
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

        @Override
        public double exact(int index) {
            return data[index];
        }

        @Override
        public Values pick(int[] positions) {
            float[] picked = new float[positions.length];
            for (int i = 0; i < picked.length; i++) {
                picked[i] = data[positions[i]];
            }
            return new Floats(picked);
        }

        @Override
        public Values pickRows(int[] rows, int size) {
            float[] picked = new float[Math.multiplyExact(rows.length, size)];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(data, rows[i] * size, picked, i * size, size);
            }
            return new Floats(picked);
        }
    }

    /** Numbers that single precision would not keep apart, such as times in seconds since 1970. */
    record Doubles(double[] data) implements Values {
        @Override
        public int length() {
            return data.length;
        }

        @Override
        public float get(int index) {
            return (float) data[index];
        }

        @Override
        public double exact(int index) {
            return data[index];
        }

        @Override
        public Values pick(int[] positions) {
            double[] picked = new double[positions.length];
            for (int i = 0; i < picked.length; i++) {
                picked[i] = data[positions[i]];
            }
            return new Doubles(picked);
        }

        @Override
        public Values pickRows(int[] rows, int size) {
            double[] picked = new double[Math.multiplyExact(rows.length, size)];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(data, rows[i] * size, picked, i * size, size);
            }
            return new Doubles(picked);
        }
    }
}
