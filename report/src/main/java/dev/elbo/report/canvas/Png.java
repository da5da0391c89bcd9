package dev.elbo.report.canvas;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Encodes a raster as PNG, grey or colour, 8 bits per channel; does not use Java2D. */
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int NO_FILTER = 0;
    private static final int LEFT = 1;
    private static final int UP = 2;

    private Png() {}

    public static byte[] encode(Raster raster) {
        int channels = raster.grey() ? 1 : 3;
        byte[] header = ByteBuffer.allocate(13)
                .putInt(raster.width())
                .putInt(raster.height())
                .put((byte) 8)
                .put((byte) (channels == 1 ? 0 : 2))
                .array();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        chunk(out, "IHDR", header);
        chunk(out, "IDAT", shorter(deflate(filtered(raster, channels)), deflate(unfiltered(raster, channels))));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /** Each row with the filter that gives the smallest differences, the usual heuristic of PNG encoders. */
    private static byte[] filtered(Raster raster, int channels) {
        int stride = raster.width() * channels;
        byte[] all = new byte[(stride + 1) * raster.height()];
        byte[] above = new byte[stride];
        for (int row = 0; row < raster.height(); row++) {
            byte[] bytes = rowBytes(raster, row, channels);
            int best = NO_FILTER;
            long least = Long.MAX_VALUE;
            for (int filter : new int[] {NO_FILTER, LEFT, UP}) {
                long sum = 0;
                for (int i = 0; i < stride; i++) {
                    sum += Math.abs(difference(filter, bytes, above, i, channels));
                }
                if (sum < least) {
                    least = sum;
                    best = filter;
                }
            }
            int start = row * (stride + 1);
            all[start] = (byte) best;
            for (int i = 0; i < stride; i++) {
                all[start + 1 + i] = difference(best, bytes, above, i, channels);
            }
            above = bytes;
        }
        return all;
    }

    /** Flat colours and clouds of points repeat more without differences. */
    private static byte[] unfiltered(Raster raster, int channels) {
        int stride = raster.width() * channels;
        byte[] all = new byte[(stride + 1) * raster.height()]; // each row begins with its filter, 0
        for (int row = 0; row < raster.height(); row++) {
            System.arraycopy(rowBytes(raster, row, channels), 0, all, row * (stride + 1) + 1, stride);
        }
        return all;
    }

    private static byte[] shorter(byte[] one, byte[] other) {
        return one.length <= other.length ? one : other;
    }

    private static byte difference(int filter, byte[] row, byte[] above, int i, int channels) {
        return switch (filter) {
            case LEFT -> (byte) (row[i] - (i < channels ? 0 : row[i - channels]));
            case UP -> (byte) (row[i] - above[i]);
            default -> row[i];
        };
    }

    private static byte[] rowBytes(Raster raster, int row, int channels) {
        byte[] bytes = new byte[raster.width() * channels];
        for (int column = 0; column < raster.width(); column++) {
            int pixel = raster.rgb()[row * raster.width() + column];
            for (int channel = 0; channel < channels; channel++) {
                bytes[column * channels + channel] = (byte) (pixel >> (8 * (channels - 1 - channel)));
            }
        }
        return bytes;
    }

    private static byte[] deflate(byte[] raw) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(raw);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] typed = ByteBuffer.allocate(4 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        CRC32 crc = new CRC32();
        crc.update(typed);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(typed);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
