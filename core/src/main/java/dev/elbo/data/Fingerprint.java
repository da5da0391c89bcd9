package dev.elbo.data;

import dev.elbo.io.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Identifies the stored values of a data set. */
final class Fingerprint {
    private static final int CHUNK = 1 << 16;

    private Fingerprint() {}

    /**
     * SHA-256 of the shape (four ints), the largest byte value or 0 for floats or -1 for doubles (an int), then the
     * values; all little-endian.
     */
    static String of(RowShape shape, Values values) {
        Sha256 sha256 = Sha256.begin();
        ByteBuffer header = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(shape.channels()).putInt(shape.height()).putInt(shape.width());
        header.putInt(shape.image() ? 1 : 0).putInt(kind(values));
        sha256.update(header.array(), header.capacity());
        if (values instanceof Values.Bytes bytes) {
            sha256.update(bytes.data(), bytes.data().length);
        } else if (values instanceof Values.Floats floats) {
            update(sha256, floats.data());
        } else {
            update(sha256, ((Values.Doubles) values).data());
        }
        return sha256.hex();
    }

    private static int kind(Values values) {
        if (values instanceof Values.Bytes bytes) {
            return bytes.maxValue();
        }
        return values instanceof Values.Floats ? 0 : -1;
    }

    private static void update(Sha256 sha256, double[] data) {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < data.length; at += CHUNK / 8) {
            int count = Math.min(CHUNK / 8, data.length - at);
            buffer.asDoubleBuffer().put(data, at, count);
            sha256.update(buffer.array(), 8 * count);
        }
    }

    private static void update(Sha256 sha256, float[] data) {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < data.length; at += CHUNK / 4) {
            int count = Math.min(CHUNK / 4, data.length - at);
            buffer.asFloatBuffer().put(data, at, count);
            sha256.update(buffer.array(), 4 * count);
        }
    }

    /** SHA-256 of the nodes (an int), the edges (two ints each), then the features, if any; all little-endian. */
    static String of(Edges edges, Optional<SparseRows> features) {
        Sha256 sha256 = Sha256.begin();
        int[] numbers = new int[1 + 2 * edges.size()];
        numbers[0] = edges.nodes();
        for (int edge = 0; edge < edges.size(); edge++) {
            numbers[1 + 2 * edge] = edges.from(edge);
            numbers[2 + 2 * edge] = edges.to(edge);
        }
        update(sha256, numbers);
        features.ifPresent(rows -> {
            update(sha256, new int[] {rows.columns()});
            update(sha256, rows.rowStart());
            update(sha256, rows.columnOf());
            update(sha256, rows.values());
        });
        return sha256.hex();
    }

    private static void update(Sha256 sha256, int[] data) {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < data.length; at += CHUNK / 4) {
            int count = Math.min(CHUNK / 4, data.length - at);
            buffer.asIntBuffer().put(data, at, count);
            sha256.update(buffer.array(), 4 * count);
        }
    }
}
