package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One image file as a data set with a single row. */
final class SingleImage {
    private SingleImage() {}

    static Dataset read(String name, Path file) {
        try {
            Pixels image = ImageDecoder.decode(file.toString(), Files.readAllBytes(file));
            Pixels shown = image.isGrey() ? image.toGrey() : image;
            RowShape shape = RowShape.image(shown.channels(), shown.height(), shown.width());
            return new Dataset(name, shape, new Values.Bytes(shown.data(), 255), null, List.of(), List.of())
                    .withRowNames(List.of(name));
        } catch (IOException e) {
            throw new DataException("'" + file + "' cannot be read (" + e.getMessage() + "); check the file", e);
        }
    }
}
