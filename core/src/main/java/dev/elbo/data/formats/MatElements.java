package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Checks the lengths of the elements of a MATLAB 5 file before a reader trusts them. */
final class MatElements {
    private static final int HEADER = 128;
    private static final int TAG = 8;
    private static final int COMPRESSED = 15;
    private static final int MATRIX = 14;
    private static final int HEAD = 1024;

    private MatElements() {}

    /** @throws DataException if an element claims more bytes than the file has, or than any can have */
    static void check(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] head = new byte[HEADER];
            file.readFully(head);
            ByteOrder order = head[126] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            long at = HEADER;
            while (at + TAG <= file.length()) {
                file.seek(at);
                byte[] tag = new byte[TAG];
                file.readFully(tag);
                ByteBuffer fields = ByteBuffer.wrap(tag).order(order);
                int type = fields.getInt(0);
                long bytes = fields.getInt(4) & 0xffffffffL;
                if (type != COMPRESSED && type != MATRIX) {
                    throw damaged(path, "it has an element of the unknown kind " + type + " at byte " + at);
                }
                if (at + TAG + bytes > file.length()) {
                    throw damaged(
                            path,
                            "it has an element of " + bytes + " bytes at byte " + at + ", but ends after "
                                    + file.length());
                }
                if (type == COMPRESSED) {
                    checkCompressed(path, file, order, at, (int) Math.min(HEAD, bytes));
                }
                at += TAG + bytes;
            }
            if (at != file.length()) {
                throw damaged(path, "it ends within the header of an element, at byte " + at);
            }
        }
    }

    private static DataException damaged(Path path, String reason) {
        return new DataException("'" + path + "' is truncated or damaged (" + reason + "); download it again");
    }

    private static void checkCompressed(Path path, RandomAccessFile file, ByteOrder order, long at, int length)
            throws IOException {
        byte[] packed = new byte[length];
        file.readFully(packed);
        byte[] tag = new byte[TAG];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int got = 0;
            int n;
            while (got < TAG && (n = inflater.inflate(tag, got, TAG - got)) > 0) {
                got += n;
            }
            if (got < TAG || ByteBuffer.wrap(tag).order(order).getInt(4) < 0) {
                throw damaged(path, "it has a compressed element of an impossible length at byte " + at);
            }
        } catch (DataFormatException e) {
            throw damaged(path, "it has a compressed element at byte " + at + " that cannot be unpacked");
        } finally {
            inflater.end();
        }
    }
}
