package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.io.Reason;
import dev.elbo.io.Shown;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads Python pickles of numbers, lists, dictionaries, NumPy arrays and SciPy sparse matrices.
 *
 * <p>A pickle is a program that may name any Python callable. Here names are resolved in a fixed table of eight, each
 * of which creates a plain container of ours; every other name is rejected when it is read, before any object is
 * created. Nothing in a file is executed, and the library's own table of constructors is not used.
 */
final class SafeUnpickler extends Unpickler {
    private static final Map<String, IObjectConstructor> ALLOWED = new LinkedHashMap<>();

    static {
        ALLOWED.put("numpy.core.multiarray._reconstruct", args -> new PickledArray());
        ALLOWED.put("numpy._core.multiarray._reconstruct", args -> new PickledArray());
        ALLOWED.put("numpy.ndarray", args -> new PickledArray());
        ALLOWED.put("numpy.dtype", PickledType::of);
        ALLOWED.put("scipy.sparse.csr.csr_matrix", args -> new PickledSparse());
        ALLOWED.put("scipy.sparse._csr.csr_matrix", args -> new PickledSparse());
        ALLOWED.put("collections.defaultdict", args -> new LinkedHashMap<>());
        ALLOWED.put("__builtin__.list", args -> new ArrayList<>()); // the default factory of a defaultdict
    }

    private final Path file;
    private final long size;

    private SafeUnpickler(Path file, long size) {
        this.file = file;
        this.size = size;
    }

    /**
     * The object in a file.
     *
     * @throws DataException if the file names any other constructor, or is not a pickle
     */
    static Object read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new SafeUnpickler(file, Files.size(file)).load(in);
        } catch (DataException e) {
            throw e.getMessage().startsWith("'" + file)
                    ? e
                    : new DataException("'" + file + "': " + e.getMessage() + "; download the file again", e);
        } catch (IOException
                | RuntimeException
                | StackOverflowError
                | OutOfMemoryError e) { // a corrupted length may request any amount of memory
            throw new DataException(
                    "'" + file + "' is not a valid Python pickle (" + Reason.of(e) + "); download the file again", e);
        }
    }

    @Override
    protected Object dispatch(short key) throws IOException {
        checkLength(key);
        switch (key) {
            case Opcodes.GLOBAL ->
                stack.add(constructor(PickleUtils.readline(input) + "." + PickleUtils.readline(input)));
            case Opcodes.STACK_GLOBAL -> {
                Object name = stack.pop();
                stack.add(constructor(stack.pop() + "." + name));
            }
            case Opcodes.INST -> throw refused(PickleUtils.readline(input) + "." + PickleUtils.readline(input));
            case Opcodes.OBJ, Opcodes.EXT1, Opcodes.EXT2, Opcodes.EXT4, Opcodes.PERSID, Opcodes.BINPERSID ->
                throw refused("operation " + key);
            case Opcodes.BUILD -> build();
            default -> {
                return super.dispatch(key);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** Text and bytes cannot be longer than the file: a damaged length must not ask for gigabytes. */
    private void checkLength(short key) throws IOException {
        int width = switch (key) {
            case Opcodes.BINBYTES, Opcodes.BINSTRING, Opcodes.BINUNICODE, Opcodes.LONG4 -> 4;
            case Opcodes.BINBYTES8, Opcodes.BINUNICODE8, Opcodes.BYTEARRAY8, Opcodes.FRAME -> 8;
            default -> 0;
        };
        if (width == 0) {
            return;
        }
        input.mark(width);
        byte[] field = new byte[8];
        input.readNBytes(field, 0, width);
        input.reset();
        long length = ByteBuffer.wrap(field).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > size) {
            throw new EOFException();
        }
    }

    private IObjectConstructor constructor(String name) {
        IObjectConstructor known = ALLOWED.get(name);
        if (known == null) {
            throw refused(name);
        }
        return known;
    }

    private DataException refused(String name) {
        return new DataException("'" + file + "' refers to the Python object '" + Shown.text(name)
                + "', but only NumPy arrays, SciPy CSR matrices, lists and dictionaries are read from a pickle;"
                + " no code was executed; get an intact copy of the file");
    }

    private void build() {
        Object state = stack.pop();
        if (!(stack.peek() instanceof PickledState target)) {
            throw new DataException(
                    "'" + file + "' sets the state of an object that is not an array; download the file again");
        }
        target.set(state);
    }
}
