package dev.elbo.data.images;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.io.Reason;
import java.io.IOException;
import java.nio.file.Path;

/** One image file as a data set: a single row, or one for each page of a TIFF. */
public final class SingleImage {
    private SingleImage() {}

    /** @throws DataException if it is damaged, or does not fit in memory */
    public static Dataset read(String name, Path file) {
        try {
            return ImageCollection.readOne(name, file, ImageFiles.readOne(file));
        } catch (IOException e) {
            throw new DataException("'" + file + "' cannot be read (" + Reason.of(e) + "); check the file", e);
        }
    }
}
