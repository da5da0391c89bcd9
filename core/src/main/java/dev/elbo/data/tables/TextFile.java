package dev.elbo.data.tables;

import dev.elbo.data.DataException;
import dev.elbo.io.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file of text whose encoding is determined by its bytes: UTF-8 or UTF-16 with a byte order mark, UTF-8, or else
 * Windows-1252.
 *
 * @param mark bytes of the byte order mark
 * @param notes what the user should know about the encoding
 */
public record TextFile(Path path, Charset charset, int mark, List<String> notes) {
    private static final int BLOCK = 1 << 16;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /**
     * Determines the encoding, for which the whole file is read once.
     *
     * @throws DataException if the file cannot be read or is not text
     */
    public static TextFile open(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] block = new byte[BLOCK];
            int length = in.readNBytes(block, 0, BLOCK);
            refuseOthers(path, block, length);
            if (begins(block, length, 0xEF, 0xBB, 0xBF)) {
                return new TextFile(path, StandardCharsets.UTF_8, 3, List.of());
            }
            if (begins(block, length, 0xFF, 0xFE)) {
                return new TextFile(path, StandardCharsets.UTF_16LE, 2, List.of());
            }
            if (begins(block, length, 0xFE, 0xFF)) {
                return new TextFile(path, StandardCharsets.UTF_16BE, 2, List.of());
            }
            return isUtf8(in, block, length)
                    ? new TextFile(path, StandardCharsets.UTF_8, 0, List.of())
                    : new TextFile(
                            path, WINDOWS, 0, List.of("the text is not UTF-8 and was read as Windows-1252 (Latin)"));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static DataException unreadable(Path path, Exception e) {
        return new DataException("'" + path + "' cannot be read (" + Reason.of(e) + "); check the file", e);
    }

    /** @throws DataException if the file is of a kind that is known not to be read, or has bytes that no text has */
    private static void refuseOthers(Path path, byte[] block, int length) {
        Optional<String> kind = ForeignText.kind(block, length);
        if (kind.isPresent()) {
            throw new DataException("'" + path + "' is " + kind.get());
        }
        boolean utf16 = begins(block, length, 0xFF, 0xFE) || begins(block, length, 0xFE, 0xFF);
        for (int i = 0; i < length && !utf16; i++) {
            if (block[i] == 0) {
                throw new DataException("'" + path + "' is not text (its byte " + i
                        + " is zero); expected a text file with one row per line");
            }
        }
    }

    private static boolean begins(byte[] block, int length, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= length || (block[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(InputStream in, byte[] first, int length) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(BLOCK + 8);
        ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(first, BLOCK + 8), 0, length);
        while (true) {
            boolean end = length < BLOCK;
            text.clear();
            if (decoder.decode(bytes, text, end).isError()) {
                return false;
            }
            if (end) {
                return true;
            }
            bytes.compact(); // the beginning of a character that the next block completes
            int kept = bytes.position();
            length = in.readNBytes(bytes.array(), kept, BLOCK);
            bytes.position(0).limit(kept + length);
        }
    }

    /**
     * The text from its beginning, without the byte order mark; the caller closes it.
     *
     * @throws IOException if the file cannot be read
     */
    public BufferedReader reader() throws IOException {
        InputStream in = Files.newInputStream(path);
        in.skipNBytes(mark);
        return new BufferedReader(new InputStreamReader(in, charset));
    }
}
