package dev.elbo.data;

import java.util.random.RandomGenerator;

/** Bytes: (v + u − ½) / maxValue, u uniform on [0, 1). */
record DequantisedEncoding(RandomGenerator random) implements Encoding {
    @Override
    public void encode(Dataset data, int row, float[] out, int offset) {
        if (!(data.values() instanceof Values.Bytes bytes)) {
            throw new DataException(
                    "'" + data.name() + "' has no integer levels; dequantisation applies to pixels stored as bytes");
        }
        int size = data.shape().size();
        double max = bytes.maxValue();
        for (int i = 0; i < size; i++) {
            double level = bytes.data()[row * size + i] & 0xff;
            out[offset + i] = (float) ((level + random.nextDouble() - 0.5) / max);
        }
    }
}
