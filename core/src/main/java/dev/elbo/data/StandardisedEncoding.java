package dev.elbo.data;

/** (v - shift) / scale, column by column. */
record StandardisedEncoding(Normalizer normalizer) implements Encoding {
    @Override
    public void encode(Dataset data, int row, float[] out, int offset) {
        int size = data.shape().size();
        float[] shift = normalizer.shift();
        float[] scale = normalizer.scale();
        if (shift.length != size) {
            throw new DataException(
                    "'" + data.name() + "' has " + size + " columns, but the normalisation was fitted to "
                            + shift.length + "; use data with the same columns");
        }
        for (int i = 0; i < size; i++) {
            out[offset + i] = (data.raw(row, i) - shift[i]) / scale[i];
        }
        SquareRange.check(data, row, out, offset);
    }
}
