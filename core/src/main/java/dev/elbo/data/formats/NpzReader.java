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

/** NumPy's .npz: a zip archive of .npy files, by name without the extension. */
final class NpzReader {
    private static final int MAX_ENTRY = Integer.MAX_VALUE - 8;

    private NpzReader() {}

    /**
     * Every numeric array, in file order. An array that cannot be read is an error only if it is named like data, or no
     * other can be read.
     */
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
                } catch (DataException e) { // names and other text alongside the numbers are harmless
                    if (NamedArrays.isData(name)) {
                        throw e;
                    }
                    refused = e;
                }
            }
        } catch (IOException | OutOfMemoryError e) {
            throw new DataException(
                    "'" + file + "' is not a valid .npz archive (" + e.getMessage() + "); download it again", e);
        }
        if (arrays.isEmpty() && refused != null) {
            throw refused;
        }
        return arrays;
    }
}
