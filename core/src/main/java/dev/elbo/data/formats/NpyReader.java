package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.io.Reason;
import dev.elbo.io.Shown;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NumPy's .npy, versions 1 to 3: magic, version, a Python dictionary of type, order and shape, then the values. */
final class NpyReader {
    private static final Map<String, NumberType> TYPES = Map.ofEntries(
            Map.entry("b1", NumberType.BOOL),
            Map.entry("u1", NumberType.U1),
            Map.entry("i1", NumberType.I1),
            Map.entry("u2", NumberType.U2),
            Map.entry("i2", NumberType.I2),
            Map.entry("u4", NumberType.U4),
            Map.entry("i4", NumberType.I4),
            Map.entry("u8", NumberType.U8),
            Map.entry("i8", NumberType.I8),
            Map.entry("f2", NumberType.F2),
            Map.entry("f4", NumberType.F4),
            Map.entry("f8", NumberType.F8));
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*('([^']*)'|\\[)");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");
    private static final int PREFIX = 10;
    private static final int MAX_HEADER = 1 << 20;
    private static final int FIRST = 1 << 22; // elements, while the length of the stream is not known

    private NpyReader() {}

    /** @throws DataException if the file is damaged, of another kind, or does not fit in memory */
    static NumericArray read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return parse("'" + file + "'", in, Files.size(file));
        } catch (IOException e) {
            throw new DataException("'" + file + "' cannot be read (" + Reason.of(e) + "); check the file", e);
        }
    }

    /** @param where the source, for error messages */
    static NumericArray parse(String where, byte[] file) {
        try {
            return parse(where, new ByteArrayInputStream(file), file.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory have no faults of reading
        }
    }

    /**
     * @param where the source, for error messages
     * @param length bytes of the whole file, or -1 if it is not known
     */
    static NumericArray parse(String where, InputStream in, long length) throws IOException {
        byte[] prefix = in.readNBytes(PREFIX);
        boolean magic =
                prefix.length == PREFIX && new String(prefix, 0, 6, StandardCharsets.ISO_8859_1).equals("\u0093NUMPY");
        if (!magic) {
            throw new DataException(
                    where + " does not start with the magic bytes of a NumPy array; is it a different kind of file?");
        }
        int version = prefix[6];
        if (version < 1 || version > 3) {
            throw new DataException(
                    where + " uses version " + version + " of the NumPy format; versions 1 to 3 are supported");
        }
        ByteBuffer start = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN);
        int used = PREFIX;
        long headerLength = start.getShort(8) & 0xffff;
        if (version > 1) {
            byte[] high = Arrays.copyOf(in.readNBytes(2), 2);
            headerLength |= (high[0] & 0xffL) << 16 | (high[1] & 0xffL) << 24;
            used += 2;
        }
        if (headerLength > MAX_HEADER) {
            throw new DataException(where + " has a header of " + headerLength + " bytes, more than the " + MAX_HEADER
                    + " that any array needs; get an intact copy");
        }
        byte[] header = in.readNBytes((int) headerLength);
        if (header.length < headerLength) {
            throw new DataException(where + " ends within its header; get a complete copy");
        }
        long left = length < 0 ? -1 : length - used - headerLength;
        return values(where, new String(header, StandardCharsets.ISO_8859_1), in, left);
    }

    private static NumericArray values(String where, String header, InputStream in, long left) throws IOException {
        String descr = find(DESCR, header, where, "'descr'", 2);
        boolean fortran = find(FORTRAN, header, where, "'fortran_order'", 1).equals("True");
        String sides = find(SHAPE, header, where, "'shape'", 1);
        NumberType type = descr.length() == 3 ? TYPES.get(descr.substring(1)) : null;
        if (type == null) {
            String kind = descr.isEmpty()
                    ? "records"
                    : descr.endsWith("O") ? "Python objects" : "type '" + Shown.text(descr) + "'";
            throw new DataException(
                    where + " contains " + kind + "; expected numbers (b1, u1 to u8, i1 to i8, f2, f4, f8);"
                            + " convert it with astype('float32')");
        }
        int[] shape = Arrays.stream(sides.split(","))
                .map(String::strip)
                .filter(side -> !side.isEmpty())
                .mapToInt(side -> side(where, side))
                .toArray();
        if (shape.length == 0) {
            throw new DataException(where + " is a single number without axes; expected an array of rows");
        }
        int count = NumericArray.count(where, shape);
        long expected = (long) count * type.bytes();
        if (left >= 0 && left != expected) {
            throw wrongLength(where, expected, Long.toString(left));
        }
        ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        NumericArray.Layout layout = new NumericArray.Layout(
                order,
                fortran,
                left >= 0 ? count : Math.min(count, FIRST),
                got -> wrongLength(where, expected, Long.toString(got)));
        NumericArray array = NumericArray.read(where, shape, type, in, layout);
        if (in.read() >= 0) {
            throw wrongLength(where, expected, "more");
        }
        return array;
    }

    private static DataException wrongLength(String where, long expected, String got) {
        return new DataException(where + " declares " + expected + " bytes of values but has " + got
                + "; it is truncated or damaged, download it again");
    }

    private static int side(String where, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new DataException(
                    where + " has an axis of " + Shown.text(digits)
                            + " entries, which do not fit in memory; use fewer rows",
                    e);
        }
    }

    private static String find(Pattern pattern, String header, String where, String key, int group) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new DataException(where + " has a header without a readable " + key + "; get an intact copy");
        }
        return matcher.group(group) == null ? "" : matcher.group(group);
    }
}
