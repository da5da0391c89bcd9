package dev.elbo.distributions;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.random.RandomGenerator;

/**
 * Standard normals by the thousand, float32: the transform of Box and Muller (1958), from 256 generators side by side
 * (xoroshiro128++, Blackman and Vigna 2021), in plain loops over arrays that the JIT compiler turns into vector
 * instructions. Nothing depends on the machine's mathematical library, so a seed gives the same bits everywhere.
 *
 * <p>A pair of normals is made of 64 bits, two pairs to a long. u = M 2⁻ᴳ is uniform on (0, 1) with M on [1, 2) from 23
 * bits and G the number of zeros before a one, plus one; the radius is √(−2 log u) = √(2 (G log 2 − log M)). G ends at
 * 28, and radii at 6.2, which one in 3·10⁸ would pass.
 *
 * <p>Not safe for use by several threads at a time.
 */
final class Normals {
    private static final int LANES = 256;
    private static final int PAIRS = 2 * LANES; // two 32-bit words to a long

    private final long[] state0 = new long[LANES];
    private final long[] state1 = new long[LANES];
    private final long[] lengthBits = new long[LANES];
    private final long[] angleBits = new long[LANES];
    private final long[] octaveBits = new long[LANES];
    private final float[] length = new float[PAIRS];
    private final float[] angle = new float[PAIRS];
    private final float[] octave = new float[PAIRS];
    private final float[] radius = new float[PAIRS];
    private final float[] first = new float[PAIRS];
    private final float[] second = new float[PAIRS];
    private final LongBuffer bits;
    private final FloatBuffer floats;
    private int used = 2 * PAIRS;

    Normals() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[Long.BYTES * LANES]).order(ByteOrder.LITTLE_ENDIAN);
        bits = bytes.asLongBuffer();
        floats = bytes.asFloatBuffer();
    }

    /** Starts again: what follows depends on {@code seeds} alone. */
    void restart(RandomGenerator seeds) {
        for (int i = 0; i < LANES; i++) {
            state0[i] = seeds.nextLong();
            state1[i] = seeds.nextLong();
        }
        used = 2 * PAIRS;
    }

    /** The next normals, to places {@code from} (inclusive) to {@code to} (exclusive). */
    void next(float[] values, int from, int to) {
        int at = from;
        while (at < to) {
            if (used == 2 * PAIRS) {
                refill();
            }
            float[] half = used < PAIRS ? first : second;
            int start = used & PAIRS - 1;
            int count = Math.min(to - at, PAIRS - start);
            System.arraycopy(half, start, values, at, count);
            at += count;
            used += count;
        }
    }

    private void refill() {
        step(state0, state1, lengthBits);
        step(state0, state1, angleBits);
        octaves(lengthBits, angleBits, octaveBits);
        mantissas(lengthBits);
        mantissas(angleBits);
        reinterpret(lengthBits, length);
        reinterpret(angleBits, angle);
        reinterpret(octaveBits, octave);
        radii(length, octave, radius);
        turn(angle, radius, first, second);
        used = 0;
    }

    /** xoroshiro128++ of every lane. */
    private static void step(long[] state0, long[] state1, long[] result) {
        for (int i = 0; i < result.length; i++) {
            long s0 = state0[i];
            long s1 = state1[i];
            long sum = s0 + s1;
            result[i] = (sum << 17 | sum >>> 47) + s0;
            s1 ^= s0;
            state0[i] = (s0 << 49 | s0 >>> 15) ^ s1 ^ s1 << 21;
            state1[i] = s1 << 28 | s1 >>> 36;
        }
    }

    /**
     * 2²³ + G − 1, as floats: the zeros below the lowest one of 27 bits. The first 18 of them are those that
     * {@link #mantissas} leaves over.
     */
    private static void octaves(long[] lengthBits, long[] angleBits, long[] result) {
        for (int i = 0; i < result.length; i++) {
            long b = (lengthBits[i] & 0x0003FFFF_0003FFFFL) << 9
                    | (angleBits[i] & 0x000001FF_000001FFL)
                    | 0x08000000_08000000L;
            b = ~b & b - 0x00000001_00000001L; // ones where the zeros were; they are counted in pairs, fours,
            // eights, all
            b = b - (b >>> 1 & 0x55555555_55555555L);
            b = (b & 0x33333333_33333333L) + (b >>> 2 & 0x33333333_33333333L);
            b = b + (b >>> 4) & 0x0F0F0F0F_0F0F0F0FL;
            b = b + (b >>> 8);
            b = b + (b >>> 16);
            result[i] = (b & 0x0000001F_0000001FL) | 0x4B000000_4B000000L;
        }
    }

    /** Floats on [1, 2) from the upper 23 of 32 bits. */
    private static void mantissas(long[] bits) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] = ((bits[i] >>> 9) & 0x007FFFFF_007FFFFFL) | 0x3F800000_3F800000L;
        }
    }

    private void reinterpret(long[] from, float[] to) {
        bits.put(0, from);
        floats.get(0, to);
    }

    /** √(2 (G log 2 − log M)), with 2 log M the Chebyshev interpolant of degree 8, within 8e-8. */
    static void radii(float[] length, float[] octave, float[] result) {
        for (int i = 0; i < result.length; i++) {
            float x = 2 * length[i] - 3;
            float log = -4.69266020e-05f * x + 1.59971559e-04f;
            log = log * x - 4.50329778e-04f;
            log = log * x + 1.62311201e-03f;
            log = log * x - 6.17479795e-03f;
            log = log * x + 2.46978614e-02f;
            log = log * x - 1.11110963e-01f;
            log = log * x + 6.66666176e-01f;
            log = log * x + 8.10930216e-01f;
            float square = (octave[i] - 8388607f) * 1.38629436f - log;
            result[i] = (float) Math.sqrt(Math.abs(square));
        }
    }

    /**
     * r cos θ and r sin θ with θ = 2h from the sine and cosine of h on (−π/2, π/2): interpolants in h², within 5e-8.
     */
    static void turn(float[] angle, float[] radius, float[] cosines, float[] sines) {
        for (int i = 0; i < radius.length; i++) {
            float h = 2 * angle[i] - 3;
            float q = h * h;
            float sine = 1.51671704e-04f * q - 4.67414384e-03f;
            sine = sine * q + 7.96899183e-02f;
            sine = sine * q - 6.45963760e-01f;
            sine = (sine * q + 1.57079632f) * h;
            float cosine = 8.58134467e-04f * q - 2.08105152e-02f;
            cosine = cosine * q + 2.53650674e-01f;
            cosine = cosine * q - 1.23369820f;
            cosine = cosine * q + 0.999999953f;
            float chord = 2 * radius[i] * sine;
            cosines[i] = radius[i] - chord * sine;
            sines[i] = chord * cosine;
        }
    }
}
