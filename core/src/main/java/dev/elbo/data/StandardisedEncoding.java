package dev.elbo.data;

/** (v - shift) / scale, column by column, narrowed to single precision at the end. */
record StandardisedEncoding(Normalizer normalizer) implements Encoding {
    @Override
    public void encode(Dataset data, int row, float[] out, int offset) {
        int size = data.shape().size();
        double[] shift = normalizer.shift();
        double[] scale = normalizer.scale();
        if (shift.length != size) {
            throw new DataException(
                    "'" + data.name() + "' has " + size + " columns, but the normalisation was fitted to "
                            + shift.length + "; use data with the same columns");
        }
        for (int i = 0; i < size; i++) {
            out[offset + i] = (float) ((data.value(row, i) - shift[i]) / scale[i]);
        }
        SquareRange.check(data, row, out, offset);
    }
}
