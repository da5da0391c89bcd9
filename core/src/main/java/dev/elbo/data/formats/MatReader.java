package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.HeapRoom;
import dev.elbo.data.Values;
import dev.elbo.io.Reason;
import dev.elbo.io.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * MATLAB files of level 5 (v6, v7): their full, real, numeric matrices by name. Level 7.3 is HDF5 and is not supported.
 * Cells, structures and text are passed over without being unpacked.
 */
final class MatReader {
    private static final int HEADER = 128;
    private static final Set<MatlabType> NUMERIC = Set.of(
            MatlabType.Double,
            MatlabType.Single,
            MatlabType.Int8,
            MatlabType.UInt8,
            MatlabType.Int16,
            MatlabType.UInt16,
            MatlabType.Int32,
            MatlabType.UInt32,
            MatlabType.Int64,
            MatlabType.UInt64);

    private MatReader() {}

    /**
     * Every numeric matrix, in file order.
     *
     * @throws DataException if the file is damaged, of another kind, or does not fit in memory
     */
    static Map<String, NumericArray> read(Path file) {
        checkHeader(file);
        Map<String, NumericArray> matrices = new LinkedHashMap<>();
        try {
            MatElements.check(file);
            try (Source source = Sources.openFile(file.toFile());
                    Mat5File mat = Mat5.newReader(source)
                            .disableSubsystemProcessing()
                            .setEntryFilter(header -> isWanted(file, header))
                            .readMat()) {
                for (MatFile.Entry entry : mat.getEntries()) {
                    if (entry.getValue() instanceof Matrix matrix
                            && !matrix.isComplex()
                            && matrix.getNumElements() > 0) {
                        matrices.put(entry.getName(), convert(variable(file, entry.getName()), matrix));
                    }
                }
            }
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw fault(file, e);
        } catch (OutOfMemoryError e) {
            throw HeapRoom.exhausted("'" + file + "'", e);
        }
        return matrices;
    }

    private static DataException fault(Path file, Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataException known) {
                return known;
            }
        }
        return new DataException("'" + file + "' is truncated or damaged (" + Reason.of(e) + "); download it again", e);
    }

    private static String variable(Path file, String name) {
        return "'" + file + "', variable '" + Shown.text(name) + "'";
    }

    private static boolean isWanted(Path file, Mat5Reader.EntryHeader header) {
        if (!NUMERIC.contains(header.getType()) || header.isComplex()) {
            return false;
        }
        long count = 1;
        for (int side : header.getDimensions()) {
            count = side <= 0 ? 0 : count <= Integer.MAX_VALUE ? count * side : count;
        }
        HeapRoom.check(variable(file, header.getName()), 20 * count); // as stored, and in double and single precision
        return count > 0;
    }

    private static void checkHeader(Path file) {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(HEADER);
        } catch (IOException e) {
            throw new DataException("'" + file + "' cannot be read (" + Reason.of(e) + "); check the file", e);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("MATLAB 7.3") || text.startsWith("\u0089HDF")) {
            throw new DataException(
                    "'" + file + "' is a MATLAB file of version 7.3 (HDF5), but only versions 5 to 7 are supported;"
                            + " save it in MATLAB with the option -v7");
        }
        if (!text.startsWith("MATLAB 5.0") || head.length < HEADER) {
            throw new DataException("'" + file
                    + "' does not start with the 128-byte header of a MATLAB 5 file; is it a different kind of file?");
        }
    }

    /** MATLAB stores the first axis fastest. */
    private static NumericArray convert(String where, Matrix matrix) {
        int[] shape = matrix.getDimensions();
        int count = NumericArray.count(where, shape);
        boolean isBytes = matrix.getType() == MatlabType.UInt8;
        Values values;
        if (isBytes) {
            byte[] data = new byte[count];
            for (int i = 0; i < count; i++) {
                data[i] = matrix.getByte(i);
            }
            values = new Values.Bytes(data, matrix.isLogical() ? 1 : 255);
        } else if (NumericArray.isTable(shape)) {
            double[] data = new double[count];
            for (int i = 0; i < count; i++) {
                data[i] = matrix.getDouble(i);
            }
            values = new Values.Doubles(data);
        } else {
            float[] data = new float[count];
            for (int i = 0; i < count; i++) {
                data[i] = (float) matrix.getDouble(i);
            }
            values = new Values.Floats(data);
        }
        return new NumericArray(where, shape, values).fromFortran().narrowed();
    }
}
