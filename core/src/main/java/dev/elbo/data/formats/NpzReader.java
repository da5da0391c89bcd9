package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** NumPy's .npz: a zip of .npy files, by name without the ending. */
final class NpzReader {
    private static final int MAX_ENTRY = Integer.MAX_VALUE - 8;

    private NpzReader() {}

    /** Every array of numbers, in file order. One that cannot be read is refused unless others can and it is no data. */
    static Map<String, NumericArray> read(Path file) {
        Map<String, NumericArray> arrays = new LinkedHashMap<>();
        DataException refused = null;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (!entry.getName().endsWith(".npy")) {
                    continue;
                }
                String name = entry.getName().substring(0, entry.getName().length() - 4);
                try (InputStream in = zip.getInputStream(entry)) {
                    arrays.put(name, NpyReader.parse("'" + file + "', array '" + name + "'", in.readNBytes(MAX_ENTRY)));
                } catch (DataException e) { // names and other text beside the numbers do no harm
                    if (NamedArrays.isData(name)) {
                        throw e;
                    }
                    refused = e;
                }
            }
        } catch (IOException | OutOfMemoryError e) {
            throw new DataException(
                    "'" + file + "' is no sound .npz archive (" + e.getMessage() + "); get it again", e);
        }
        if (arrays.isEmpty() && refused != null) {
            throw refused;
        }
        return arrays;
    }
}
