package dev.elbo.data;

/** Bytes: v / maxValue; floats: as stored. */
final class UnitEncoding implements Encoding {
    private float[] levels = new float[0]; // of the byte values 0..maxValue

    @Override
    public void encode(Dataset data, int row, float[] out, int offset) {
        int size = data.shape().size();
        if (data.values() instanceof Values.Bytes bytes) {
            float[] table = levels(bytes.maxValue());
            byte[] source = bytes.data();
            int from = row * size;
            for (int i = 0; i < size; i++) {
                out[offset + i] = table[source[from + i] & 0xff];
            }
        } else {
            StoredRows.copy(data, row, out, offset);
            SquareRange.check(data, row, out, offset);
        }
    }

    private float[] levels(int maxValue) {
        if (levels.length != maxValue + 1) {
            float[] table = new float[maxValue + 1];
            for (int v = 0; v <= maxValue; v++) {
                table[v] = v / (float) maxValue;
            }
            levels = table;
        }
        return levels;
    }
}
