package dev.elbo.data;

import java.util.random.RandomGenerator;

/**
 * 1 with the probability of the unit value, otherwise 0. Bytes compare 16 random bits with round(p x 65536), so p is
 * accurate to 2^-17 and exact at 0 and 1, which use no random bits; floats compare 32 bits in the same way.
 */
final class BernoulliEncoding implements Encoding {
    private static final int ONE = 1 << 16;

    private final RandomGenerator random;
    private int[] thresholds = new int[0]; // of the byte values 0..maxValue

    BernoulliEncoding(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void encode(Dataset data, int row, float[] out, int offset) {
        if (data.values() instanceof Values.Bytes bytes) {
            encode(bytes, row * data.shape().size(), data.shape().size(), out, offset);
        } else {
            UnitInterval.check(data, "binarisation");
            encode(data.values(), row * data.shape().size(), data.shape().size(), out, offset);
        }
    }

    private void encode(Values.Bytes bytes, int from, int size, float[] out, int offset) {
        if (thresholds.length != bytes.maxValue() + 1) {
            thresholds = thresholds(bytes.maxValue());
        }
        int[] table = thresholds;
        byte[] source = bytes.data();
        long bits = 0;
        int left = 0; // unused 16-bit chunks
        for (int i = 0; i < size; i++) {
            int threshold = table[source[from + i] & 0xff];
            if (threshold == 0 || threshold == ONE) {
                out[offset + i] = threshold >>> 16;
                continue;
            }
            if (left == 0) {
                bits = random.nextLong();
                left = 4;
            }
            out[offset + i] = ((int) (bits & 0xffff) - threshold) >>> 31; // sign bit: 1 if below the threshold
            bits >>>= 16;
            left--;
        }
    }

    private void encode(Values numbers, int from, int size, float[] out, int offset) {
        for (int i = 0; i < size; i++) {
            long threshold = Math.round(numbers.get(from + i) * 0x1p32);
            boolean certain = threshold == 0 || threshold == 1L << 32;
            boolean one = certain ? threshold != 0 : (random.nextInt() & 0xffffffffL) < threshold;
            out[offset + i] = one ? 1 : 0;
        }
    }

    private static int[] thresholds(int maxValue) {
        int[] table = new int[maxValue + 1];
        for (int v = 0; v <= maxValue; v++) {
            table[v] = (int) Math.round(v * (double) ONE / maxValue);
        }
        return table;
    }
}
