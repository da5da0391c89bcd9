package dev.elbo.data.formats;

import dev.elbo.data.Values;
import java.nio.ByteBuffer;

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

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** Reads {@code count} elements at the buffer's position, in the buffer's byte order. */
    Values read(ByteBuffer in, int count) {
        if (this == U1 || this == BOOL) {
            byte[] data = new byte[count];
            in.get(data);
            return new Values.Bytes(data, this == BOOL ? 1 : 255);
        }
        float[] data = new float[count];
        for (int i = 0; i < count; i++) {
            data[i] = next(in);
        }
        return new Values.Floats(data);
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
            case U8 -> unsigned(in.getLong());
            case F2 -> half(in.getShort());
            case F4 -> in.getFloat();
            case F8 -> (float) in.getDouble();
        };
    }

    private static float unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2f; // the low bit is kept sticky for the rounding
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
