package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Values;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.LongFunction;

/** Element type of a binary array file, and how its elements are converted to stored values. */
enum NumberType {
    BOOL(1),
    U1(1),
    I1(1),
    U2(2),
    I2(2),
    U4(4),
    I4(4),
    I8(8),
    U8(8),
    F2(2),
    F4(4),
    F8(8);

    private static final int DOUBLE_BITS = 53;
    private static final int CHUNK = 1 << 16;

    private final int size;

    NumberType(int size) {
        this.size = size;
    }

    int bytes() {
        return size;
    }

    /** Bytes of memory that elements take once they are read. */
    long memory(long count) {
        return this == U1 || this == BOOL ? count : 4 * count;
    }

    /** Whether single precision does not contain every number of this type. */
    boolean isWide() {
        return this == U4 || this == I4 || this == U8 || this == I8 || this == F8;
    }

    /**
     * Elements in double precision.
     *
     * @param rounded number of whole numbers with too many digits for it
     */
    record Exact(double[] values, int rounded) {}

    /** As {@link #read}, in double precision. */
    Exact readExact(InputStream in, ByteOrder order, int count, int first, LongFunction<DataException> truncated)
            throws IOException {
        byte[] chunk = new byte[CHUNK];
        double[] values = new double[Math.min(count, first)];
        int rounded = 0;
        int done = 0;
        while (done < count) {
            int wanted = Math.min(CHUNK / size, count - done);
            int got = fully(in, chunk, wanted * size);
            if (got < wanted * size) {
                throw truncated.apply((long) done * size + got);
            }
            values = done + wanted <= values.length ? values : Arrays.copyOf(values, grown(done + wanted, count));
            ByteBuffer elements = ByteBuffer.wrap(chunk).order(order);
            for (int i = 0; i < wanted; i++) {
                boolean integer = this == I8 || this == U8;
                long bits = integer ? elements.getLong(i * size) : 0;
                values[done + i] = exact(elements, i * size);
                rounded += integer && !isKept(bits) ? 1 : 0;
            }
            done += wanted;
        }
        return new Exact(values, rounded);
    }

    /** Whether the bits from the first to the last that is set are no more than a double has. */
    private boolean isKept(long bits) {
        long magnitude = this == I8 ? Math.abs(bits) : bits;
        int used = 64 - Long.numberOfLeadingZeros(magnitude) - Long.numberOfTrailingZeros(magnitude);
        return used <= DOUBLE_BITS;
    }

    private double exact(ByteBuffer in, int at) {
        return switch (this) {
            case F8 -> in.getDouble(at);
            case I8 -> in.getLong(at);
            case U8 -> unsigned(in.getLong(at));
            case I4 -> in.getInt(at);
            case U4 -> in.getInt(at) & 0xffffffffL;
            default -> throw new IllegalStateException(this + " is exact in single precision");
        };
    }

    /**
     * Reads {@code count} elements of a stream; memory grows with what is actually there.
     *
     * @param first number of elements for which memory is taken at once
     * @param truncated makes the error for a stream that ends after a number of bytes
     */
    Values read(InputStream in, ByteOrder order, int count, int first, LongFunction<DataException> truncated)
            throws IOException {
        boolean levels = this == U1 || this == BOOL;
        byte[] chunk = new byte[CHUNK];
        byte[] bytes = new byte[levels ? Math.min(count, first) : 0];
        float[] floats = new float[levels ? 0 : Math.min(count, first)];
        int done = 0;
        while (done < count) {
            int wanted = Math.min(CHUNK / size, count - done);
            int got = fully(in, chunk, wanted * size);
            if (got < wanted * size) {
                throw truncated.apply((long) done * size + got);
            }
            if (levels) {
                bytes = done + wanted <= bytes.length ? bytes : Arrays.copyOf(bytes, grown(done + wanted, count));
                System.arraycopy(chunk, 0, bytes, done, wanted);
            } else {
                floats = done + wanted <= floats.length ? floats : Arrays.copyOf(floats, grown(done + wanted, count));
                ByteBuffer elements = ByteBuffer.wrap(chunk).order(order);
                for (int i = 0; i < wanted; i++) {
                    floats[done + i] = next(elements);
                }
            }
            done += wanted;
        }
        return levels ? new Values.Bytes(checked(bytes), this == BOOL ? 1 : 255) : new Values.Floats(floats);
    }

    /** Any byte but 0 is true. */
    private byte[] checked(byte[] bytes) {
        for (int i = 0; this == BOOL && i < bytes.length; i++) {
            bytes[i] = (byte) (bytes[i] == 0 ? 0 : 1);
        }
        return bytes;
    }

    private static int grown(int needed, int count) {
        return (int) Math.min(count, 4L * needed);
    }

    private static int fully(InputStream in, byte[] chunk, int length) throws IOException {
        try {
            return in.readNBytes(chunk, 0, length);
        } catch (EOFException e) { // a compressed stream that ends early: the caller reports the length
            return 0;
        }
    }

    private float next(ByteBuffer in) {
        return switch (this) {
            case BOOL, U1 -> in.get() & 0xff;
            case I1 -> in.get();
            case U2 -> in.getShort() & 0xffff;
            case I2 -> in.getShort();
            case U4 -> in.getInt() & 0xffffffffL;
            case I4 -> in.getInt();
            case I8 -> in.getLong();
            case U8 -> singleUnsigned(in.getLong());
            case F2 -> half(in.getShort());
            case F4 -> in.getFloat();
            case F8 -> (float) in.getDouble();
        };
    }

    private static float singleUnsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2f; // the low bit is kept sticky for the rounding
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    /** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
    static float half(short bits) {
        int exponent = bits >>> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = (1024 + fraction) * (float) Math.scalb(1.0, exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
