package dev.elbo.data.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Encodes rows of numbers as a file of NumPy: {@code .npy}, float32. */
public final class ArrayFile {
    private static final int ALIGNMENT = 64;

    private ArrayFile() {}

    /** NumPy format 1.0, little-endian float32, row-major, of a shape with at least two axes. */
    public static byte[] npy(float[] values, int... shape) {
        String axes = IntStream.of(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + axes + "), }";
        int prefix = 10;
        int padded = (prefix + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer file = ByteBuffer.allocate(padded + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        file.putShort((short) (padded - prefix));
        file.put(header.getBytes(StandardCharsets.US_ASCII));
        while (file.position() < padded - 1) {
            file.put((byte) ' ');
        }
        file.put((byte) '\n');
        file.asFloatBuffer().put(values);
        return file.array();
    }
}
