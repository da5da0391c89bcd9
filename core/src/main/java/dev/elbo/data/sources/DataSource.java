package dev.elbo.data.sources;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.TableOptions;
import dev.elbo.data.builtin.Arcs;
import dev.elbo.data.formats.DataFiles;
import dev.elbo.data.images.ImageConversion;
import dev.elbo.io.Suggestion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opens a {@link Dataset} by name or path. */
public final class DataSource {
    private DataSource() {}

    /** The named sets. */
    public static List<KnownData> known() {
        return KnownSets.ALL;
    }

    /** Opens data without image conversion. */
    public static Dataset open(String nameOrPath, DataDirectories where, @Nullable Downloader downloader) {
        return open(nameOrPath, where, downloader, ImageOptions.NONE);
    }

    /**
     * A named set (digits, square, circle, arcs1 to arcs8, mnist, frey, cifar10), or a file or folder; {@code file.npz:name}
     * is one array of a file.
     *
     * @param downloader fetches missing files of a named set; null disables downloads
     * @throws DataException if it is neither, or cannot be read
     */
    public static Dataset open(
            String nameOrPath, DataDirectories where, @Nullable Downloader downloader, ImageOptions options) {
        return open(nameOrPath, where, downloader, options, TableOptions.DEFAULT);
    }

    /**
     * As {@link #open(String, DataDirectories, Downloader, ImageOptions)}, with a reading of text tables.
     *
     * @throws DataException if it is neither, or cannot be read; or if columns are chosen of what is no text table
     */
    public static Dataset open(
            String nameOrPath,
            DataDirectories where,
            @Nullable Downloader downloader,
            ImageOptions options,
            TableOptions tables) {
        Dataset named = named(nameOrPath, where, downloader, options);
        if (named != null) {
            if (tables.choosesColumns()) {
                throw new DataException("'" + nameOrPath
                        + "' is no text table, so label-column, drop and keep do not apply; leave them out");
            }
            return named;
        }
        Path path = path(nameOrPath);
        if (!DataFiles.exists(path)) {
            throw new DataException(unknown(nameOrPath, path));
        }
        return DataFiles.open(path, options, tables);
    }

    /** The set with that name; null if there is none. */
    private static @Nullable Dataset named(
            String nameOrPath, DataDirectories where, @Nullable Downloader downloader, ImageOptions options) {
        if (Arcs.isName(nameOrPath)) {
            return Arcs.named(nameOrPath);
        }
        for (KnownData set : KnownSets.ALL) {
            if (set.name().equals(nameOrPath)) {
                return ImageConversion.apply(NamedSets.open(new KnownFiles(set, where, downloader)), options);
            }
        }
        return null;
    }

    private static Path path(String text) {
        try {
            if (text.isBlank()) {
                throw new DataException("the name of the data is empty; expected one of " + names() + ", or a path");
            }
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new DataException("'" + text + "' is neither a name (" + names() + ") nor a valid path", e);
        }
    }

    private static String unknown(String text, Path path) {
        if (GraphSource.NAMES.contains(text)) {
            return "'" + text
                    + "' is a graph, not a table of rows; use it for link prediction, or choose another data set";
        }
        List<String> names = KnownSets.ALL.stream().map(KnownData::name).toList();
        String meant = Suggestion.of(text, names)
                .map(s -> "; did you mean '" + s + "'?")
                .orElse("");
        return "unknown data '" + text + "': it is not one of " + names() + ", and the path " + path.toAbsolutePath()
                + " does not exist" + meant;
    }

    private static String names() {
        return KnownSets.ALL.stream().map(KnownData::name).collect(Collectors.joining(", "));
    }
}
