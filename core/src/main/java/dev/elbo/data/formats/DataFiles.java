package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.HeapRoom;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.TableOptions;
import dev.elbo.data.images.ImageCollection;
import dev.elbo.data.images.ImageConversion;
import dev.elbo.data.images.ImageDecoder;
import dev.elbo.data.images.SingleImage;
import dev.elbo.data.tables.TableReader;
import dev.elbo.io.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Chooses the reader for a path by its name. */
public final class DataFiles {
    private static final List<String> TABLES = List.of(".csv", ".tsv", ".txt", ".data");

    private DataFiles() {}

    /** Whether there is a file or folder, or the file of {@code file.npz:name}. */
    public static boolean exists(Path path) {
        return Files.exists(ArrayPath.of(path).file());
    }

    /**
     * Reads a file or folder; {@code file.npz:name} is one of the arrays of a file.
     *
     * @throws DataException if its format is not supported, or it cannot be read
     */
    public static Dataset open(Path path, ImageOptions options) {
        return open(path, options, TableOptions.DEFAULT);
    }

    /**
     * As {@link #open(Path, ImageOptions)}, with a reading of text tables.
     *
     * @throws DataException if its format is not supported, it cannot be read, or columns are chosen of what is no
     *     text table
     */
    public static Dataset open(Path path, ImageOptions options, TableOptions tables) {
        ArrayPath source = ArrayPath.of(path);
        if (!isTable(source.file()) && tables.choosesColumns()) {
            throw new DataException(
                    "'" + path + "' is no text table (.csv, .tsv, .txt, .data), so label-column, drop and"
                            + " keep do not apply; leave them out");
        }
        try {
            return open(source.name(), source, options, tables);
        } catch (OutOfMemoryError e) {
            throw HeapRoom.exhausted("'" + path + "'", e);
        }
    }

    private static Dataset open(String name, ArrayPath source, ImageOptions options, TableOptions tables) {
        Path path = source.file();
        if (Files.isDirectory(path)) {
            return folder(name, path, options);
        }
        checkNotEmpty(path);
        String lower = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (lower.endsWith(".zip")) {
            return ImageCollection.read(name, path, options);
        }
        if (ImageDecoder.isImage(lower)) {
            return ImageConversion.apply(SingleImage.read(name, path), options);
        }
        return ImageConversion.apply(file(name, lower, source, tables), options);
    }

    private static Dataset file(String name, String lower, ArrayPath source, TableOptions tables) {
        Path path = source.file();
        if (lower.matches(".*(\\.idx|ubyte|-idx\\d)(\\.gz)?")) {
            return IdxDataset.read(name, path);
        }
        if (lower.endsWith(".mat")) {
            return NamedArrays.toDataset(name, path, MatReader.read(path), source.array());
        }
        if (lower.endsWith(".npy")) {
            return ArrayDatasets.of(name, NpyReader.read(path), null);
        }
        if (lower.endsWith(".npz")) {
            List<String> unread = new ArrayList<>();
            Dataset data = NamedArrays.toDataset(name, path, NpzReader.read(path, unread), source.array());
            return NamedArrays.withoutLabels(data, unread);
        }
        if (isTable(path)) {
            return TableReader.read(name, path, tables);
        }
        throw new DataException(
                "'" + path + "' has an unsupported format; expected .csv, .tsv, .txt, .data, .npy, .npz, .mat, .idx or"
                        + " -ubyte (also .gz), an image, or a folder or .zip of images");
    }

    private static boolean isTable(Path path) {
        String lower = path.toString().toLowerCase(Locale.ROOT);
        return TABLES.stream().anyMatch(lower::endsWith) && !Files.isDirectory(path);
    }

    /** A folder with the four files of MNIST, or a folder of images. */
    private static Dataset folder(String name, Path path, ImageOptions options) {
        List<Path> four =
                Mnist.FILES.stream().map(file -> packedOrNot(path, file)).toList();
        if (four.stream().allMatch(Files::isRegularFile)) {
            return ImageConversion.apply(Mnist.read(name, four.get(0), four.get(1), four.get(2), four.get(3)), options);
        }
        return ImageCollection.read(name, path, options);
    }

    private static Path packedOrNot(Path folder, String file) {
        Path packed = folder.resolve(file + ".gz");
        return Files.isRegularFile(packed) ? packed : folder.resolve(file);
    }

    private static void checkNotEmpty(Path path) {
        try {
            if (Files.size(path) == 0) {
                throw new DataException("'" + path + "' is empty; expected a file with at least one row");
            }
        } catch (IOException e) {
            throw new DataException("'" + path + "' cannot be read (" + Reason.of(e) + "); check the file", e);
        }
    }
}
