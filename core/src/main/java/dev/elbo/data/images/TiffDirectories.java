package dev.elbo.data.images;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/**
 * The chain of image directories of a TIFF file (TIFF 6.0, section 2), checked before a decoder trusts it: a damaged
 * count or length would make it ask for gigabytes.
 */
final class TiffDirectories {
    private static final int[] SIZES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4}; // bytes by type; unknown ones as 1
    private static final int MAX_PAGES = 10_000;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_LENGTH = 323;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int MOST_BITS = 64;
    private static final int MOST_SAMPLES = 16;
    private static final int MOST_TILE = 1 << 14;

    private final ByteBuffer file;

    private TiffDirectories(ByteBuffer file) {
        this.file = file;
    }

    /**
     * The number of pages.
     *
     * @throws IOException with a reason, if a directory claims what the file does not have
     */
    static int pages(byte[] bytes) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        if (bytes.length < 8) {
            throw new IOException("it ends within its header");
        }
        file.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        TiffDirectories directories = new TiffDirectories(file);
        Set<Long> seen = new HashSet<>();
        long at = unsigned(file.getInt(4));
        while (at != 0) {
            if (!seen.add(at) || seen.size() > MAX_PAGES) {
                throw new IOException("its pages have no end");
            }
            at = directories.checked(at);
        }
        return seen.size();
    }

    private static long unsigned(int value) {
        return value & 0xffffffffL;
    }

    /** Place of the next directory. */
    private long checked(long at) throws IOException {
        if (at < 0 || at + 2 > file.limit()) {
            throw new IOException("its pages begin behind its end");
        }
        int entries = file.getShort((int) at) & 0xffff;
        long end = at + 2 + 12L * entries;
        if (end > file.limit()) {
            throw new IOException("it ends within the description of a page");
        }
        for (int i = 0; i < entries; i++) {
            field((int) at + 2 + 12 * i);
        }
        return end + 4 <= file.limit() ? unsigned(file.getInt((int) end)) : 0;
    }

    private void field(int at) throws IOException {
        int tag = file.getShort(at) & 0xffff;
        int type = file.getShort(at + 2) & 0xffff;
        long count = unsigned(file.getInt(at + 4));
        int size = type < SIZES.length ? SIZES[type] : 1;
        long from = count * size <= 4 ? at + 8 : unsigned(file.getInt(at + 8));
        if (from + count * size > file.limit()) {
            throw new IOException("field " + tag + " of a page is longer than the file");
        }
        long most = switch (tag) {
            case BITS_PER_SAMPLE -> MOST_BITS;
            case SAMPLES_PER_PIXEL -> MOST_SAMPLES;
            case TILE_WIDTH, TILE_LENGTH -> MOST_TILE;
            case STRIP_BYTE_COUNTS, TILE_BYTE_COUNTS -> file.limit();
            default -> Long.MAX_VALUE;
        };
        for (long i = 0; i < count && most < Long.MAX_VALUE; i++) {
            long value = value(type, (int) (from + i * size));
            if (value > most) {
                throw new IOException("field " + tag + " of a page is " + value + ", more than " + most);
            }
        }
    }

    private long value(int type, int at) {
        return switch (type) {
            case 3 -> file.getShort(at) & 0xffff;
            case 4, 13 -> unsigned(file.getInt(at));
            default -> file.get(at) & 0xff;
        };
    }
}
