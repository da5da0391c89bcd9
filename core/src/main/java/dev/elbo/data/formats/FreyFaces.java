package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import java.nio.file.Path;
import java.util.List;

/**
 * Frey Faces: the MATLAB variable {@code ff} of 560 x 1965 bytes, one face of 28 rows and 20 columns of pixels per
 * column.
 */
public final class FreyFaces {
    private static final int HEIGHT = 28;
    private static final int WIDTH = 20;

    private FreyFaces() {}

    /**
     * One row per face.
     *
     * @throws DataException if the file does not contain the variable
     */
    public static Dataset read(Path file) {
        NumericArray ff = MatReader.read(file).get("ff");
        if (ff == null
                || ff.rank() != 2
                || ff.shape()[0] != HEIGHT * WIDTH
                || !(ff.values() instanceof Values.Bytes bytes)) {
            throw new DataException("'" + file + "' has no variable 'ff' of " + HEIGHT * WIDTH
                    + " x faces bytes; get the published frey_rawface.mat");
        }
        int faces = ff.shape()[1];
        byte[] stored = bytes.data();
        byte[] rows = new byte[stored.length];
        int size = HEIGHT * WIDTH;
        for (int pixel = 0; pixel < size; pixel++) {
            for (int face = 0; face < faces; face++) {
                rows[face * size + pixel] = stored[pixel * faces + face];
            }
        }
        return new Dataset(
                "frey", RowShape.image(1, HEIGHT, WIDTH), new Values.Bytes(rows, 255), null, List.of(), List.of());
    }
}
