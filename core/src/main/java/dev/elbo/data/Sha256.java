package dev.elbo.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of streams and of stored values, as 64 hex digits. */
final class Sha256 {
    private static final int CHUNK = 1 << 16;

    private Sha256() {}

    static String of(InputStream in) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[CHUNK];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return hex(digest);
    }

    /** Shape (four ints), the largest byte value or 0 for floats (an int), then the values; all little-endian. */
    static String of(RowShape shape, Values values) {
        MessageDigest digest = digest();
        ByteBuffer header = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(shape.channels()).putInt(shape.height()).putInt(shape.width());
        header.putInt(shape.image() ? 1 : 0).putInt(values instanceof Values.Bytes bytes ? bytes.maxValue() : 0);
        digest.update(header.array());
        if (values instanceof Values.Bytes bytes) {
            digest.update(bytes.data());
        } else {
            update(digest, ((Values.Floats) values).data());
        }
        return hex(digest);
    }

    private static void update(MessageDigest digest, float[] data) {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < data.length; at += CHUNK / 4) {
            int count = Math.min(CHUNK / 4, data.length - at);
            buffer.asFloatBuffer().put(data, at, count);
            digest.update(buffer.array(), 0, 4 * count);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
