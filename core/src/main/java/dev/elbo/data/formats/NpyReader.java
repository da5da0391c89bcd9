package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Values;
import java.io.IOException;
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

    private NpyReader() {}

    static NumericArray read(Path file) {
        try {
            return parse("'" + file + "'", Files.readAllBytes(file));
        } catch (IOException | OutOfMemoryError e) {
            throw new DataException("'" + file + "' cannot be read (" + e.getMessage() + "); check the file", e);
        }
    }

    /** @param where the source, for error messages */
    static NumericArray parse(String where, byte[] file) {
        boolean magic =
                file.length >= PREFIX && new String(file, 0, 6, StandardCharsets.ISO_8859_1).equals("\u0093NUMPY");
        if (!magic) {
            throw new DataException(
                    where + " does not start with the magic bytes of a NumPy array; is it a different kind of file?");
        }
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(8);
        int version = file[6];
        if (version < 1 || version > 3) {
            throw new DataException(
                    where + " uses version " + version + " of the NumPy format; versions 1 to 3 are supported");
        }
        long length = version == 1 ? in.getShort() & 0xffff : in.remaining() < 4 ? -1 : in.getInt() & 0xffffffffL;
        if (length < 0 || length > in.remaining()) {
            throw new DataException(where + " ends within its header; get a complete copy");
        }
        String header = new String(file, in.position(), (int) length, StandardCharsets.ISO_8859_1);
        in.position(in.position() + (int) length);
        return values(where, header, in);
    }

    private static NumericArray values(String where, String header, ByteBuffer in) {
        String descr = find(DESCR, header, where, "'descr'", 2);
        boolean fortran = find(FORTRAN, header, where, "'fortran_order'", 1).equals("True");
        String sides = find(SHAPE, header, where, "'shape'", 1);
        NumberType type = descr.length() == 3 ? TYPES.get(descr.substring(1)) : null;
        if (type == null) {
            String kind = descr.isEmpty() ? "records" : descr.endsWith("O") ? "Python objects" : "type '" + descr + "'";
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
        if (in.remaining() != expected) {
            throw new DataException(where + " declares " + expected + " bytes of values but has " + in.remaining()
                    + "; it is truncated or damaged, download it again");
        }
        in.order(descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Values values = type.read(in, count);
        return fortran ? NumericArray.ofFortran(where, shape, values) : new NumericArray(where, shape, values);
    }

    private static int side(String where, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new DataException(
                    where + " has an axis of " + digits + " entries, which do not fit in memory; use fewer rows", e);
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
