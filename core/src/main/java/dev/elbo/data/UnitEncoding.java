package dev.elbo.data;

/** Bytes: v / maxValue; floats: as stored. */
record UnitEncoding() implements Encoding {
    @Override
    public void encode(Dataset data, int row, float[] out, int offset) {
        int size = data.shape().size();
        if (data.values() instanceof Values.Bytes bytes) {
            float max = bytes.maxValue();
            for (int i = 0; i < size; i++) {
                out[offset + i] = (bytes.data()[row * size + i] & 0xff) / max;
            }
        } else {
            StoredRows.copy(data, row, out, offset);
            SquareRange.check(data, row, out, offset);
        }
    }
}
