package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.HeapRoom;
import dev.elbo.io.Reason;
import dev.elbo.io.Shown;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** NumPy's .npz: a zip archive of .npy files, by name without the extension. */
final class NpzReader {
    private NpzReader() {}

    /**
     * Every numeric array, in file order. An array that cannot be read is an error only if it is named like data, or no
     * other can be read.
     *
     * @param unread receives the names of the arrays that are not numeric
     */
    static Map<String, NumericArray> read(Path file, List<String> unread) {
        Map<String, NumericArray> arrays = new LinkedHashMap<>();
        DataException refused = null;
        long held = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (!entry.getName().endsWith(".npy")) {
                    continue;
                }
                String name = entry.getName().substring(0, entry.getName().length() - 4);
                String where = "'" + file + "', array '" + Shown.text(name) + "'";
                try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
                    NumericArray array = NpyReader.parse(where, in, -1);
                    held += array.memory();
                    HeapRoom.check("the arrays of '" + file + "'", held);
                    arrays.put(name, array);
                } catch (DataException e) { // names and other text alongside the numbers are harmless
                    if (NamedArrays.isData(name)) {
                        throw e;
                    }
                    refused = e;
                    unread.add(name);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(
                    "'" + file + "' is not a valid .npz archive (" + Reason.of(e) + "); download it again", e);
        }
        if (arrays.isEmpty() && refused != null) {
            throw refused;
        }
        return arrays;
    }
}
