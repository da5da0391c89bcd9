package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.io.Reason;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The IDX format of MNIST: two zero bytes, a type byte, the number of axes, their lengths as big-endian ints, the
 * values. Files whose name ends in ".gz" are decompressed while reading.
 */
final class IdxReader {
    private static final Map<Integer, NumberType> TYPES = Map.of(
            0x08, NumberType.U1,
            0x09, NumberType.I1,
            0x0b, NumberType.I2,
            0x0c, NumberType.I4,
            0x0d, NumberType.F4,
            0x0e, NumberType.F8);
    private static final int MAX_AXES = 4;
    private static final int FIRST = 1 << 22; // elements, while the length of the stream is not known

    private IdxReader() {}

    static NumericArray read(Path file) {
        try (InputStream raw = Files.newInputStream(file)) {
            InputStream buffered = new BufferedInputStream(raw, 1 << 16);
            boolean packed = file.getFileName().toString().endsWith(".gz");
            return read(file, new DataInputStream(packed ? new GZIPInputStream(buffered, 1 << 16) : buffered));
        } catch (EOFException e) {
            throw new DataException("'" + file + "' ends within its header; get a complete copy", e);
        } catch (ZipException e) {
            throw new DataException(
                    "'" + file + "' is not a valid gzip file (" + Reason.of(e) + "); download it again", e);
        } catch (IOException e) {
            throw new DataException("'" + file + "' cannot be read (" + Reason.of(e) + "); check the file", e);
        }
    }

    private static NumericArray read(Path file, DataInputStream in) throws IOException {
        int magic = in.readInt();
        NumberType type = TYPES.get(magic >>> 8);
        int axes = magic & 0xff;
        if (type == null || axes < 1 || axes > MAX_AXES) {
            throw new DataException(
                    "'" + file + "' starts with " + HexFormat.of().toHexDigits(magic)
                            + ", which is not an IDX magic number of 1 to " + MAX_AXES
                            + " axes (MNIST images: 00000803, labels: 00000801); is it a different kind of file?");
        }
        int[] shape = new int[axes];
        for (int axis = 0; axis < axes; axis++) {
            shape[axis] = in.readInt();
        }
        int count = NumericArray.count("'" + file + "'", shape);
        long expected = (long) count * type.bytes();
        NumericArray.Layout layout = new NumericArray.Layout(
                ByteOrder.BIG_ENDIAN,
                false,
                Math.min(count, FIRST),
                got -> new DataException("'" + file + "' declares " + expected + " bytes of values but ends after "
                        + got + "; it is truncated, download it again"));
        NumericArray array = NumericArray.read("'" + file + "'", shape, type, in, layout);
        if (in.read() >= 0) {
            throw new DataException("'" + file + "' continues after the " + expected
                    + " bytes of values declared in its header; get an intact copy");
        }
        return array;
    }
}
