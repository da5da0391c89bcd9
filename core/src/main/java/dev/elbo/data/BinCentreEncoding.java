package dev.elbo.data;

/** Bytes: (v + 0.5) / 256; floats in [0, 1]: as stored. */
record BinCentreEncoding() implements Encoding {
    @Override
    public void encode(Dataset data, int row, float[] out, int offset) {
        int size = data.shape().size();
        if (data.values() instanceof Values.Bytes bytes) {
            if (bytes.maxValue() != 255) {
                throw new DataException("'" + data.name() + "' has values 0.." + bytes.maxValue()
                        + ", but a likelihood of 256 levels needs 0..255; use a Bernoulli likelihood for binary data");
            }
            for (int i = 0; i < size; i++) {
                out[offset + i] = ((bytes.data()[row * size + i] & 0xff) + 0.5f) / 256f;
            }
        } else {
            UnitInterval.check(data, "a likelihood of 256 levels");
            StoredRows.copy(data, row, out, offset);
        }
    }
}
