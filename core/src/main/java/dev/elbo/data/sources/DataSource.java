package dev.elbo.data.sources;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.builtin.Arcs;
import dev.elbo.data.formats.DataFiles;
import dev.elbo.data.formats.ImageConversion;
import dev.elbo.io.Suggestion;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Turns a name or a path into a {@link Dataset}. */
public final class DataSource {
    private DataSource() {}

    /** The sets that have a name. */
    public static List<KnownData> known() {
        return KnownSets.ALL;
    }

    /** As the data are. */
    public static Dataset open(String nameOrPath, DataDirectories where, Downloader downloader) {
        return open(nameOrPath, where, downloader, ImageOptions.NONE);
    }

    /**
     * A known name (digits, square, circle, arcs1 to arcs8, mnist, frey, cifar10), or the path of a file or folder.
     *
     * @param downloader fetches what is missing of a named set; null never does
     * @throws DataException if it is neither, or cannot be read
     */
    public static Dataset open(String nameOrPath, DataDirectories where, Downloader downloader, ImageOptions options) {
        if (Arcs.isName(nameOrPath)) {
            return Arcs.named(nameOrPath);
        }
        for (KnownData set : KnownSets.ALL) {
            if (set.name().equals(nameOrPath)) {
                return ImageConversion.apply(NamedSets.open(new KnownFiles(set, where, downloader)), options);
            }
        }
        Path path = path(nameOrPath);
        if (!Files.exists(path)) {
            throw new DataException(unknown(nameOrPath, path));
        }
        return DataFiles.open(path, options);
    }

    private static Path path(String text) {
        try {
            if (text.isBlank()) {
                throw new DataException("the name of the data is empty; give one of " + names() + ", or a path");
            }
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new DataException("'" + text + "' is neither a name (" + names() + ") nor a valid path", e);
        }
    }

    private static String unknown(String text, Path path) {
        if (GraphSource.NAMES.contains(text)) {
            return "'" + text + "' is a graph, where rows of data are expected; 'elbo links' is for graphs";
        }
        List<String> names = KnownSets.ALL.stream().map(KnownData::name).toList();
        String meant = Suggestion.of(text, names)
                .map(s -> "; did you mean '" + s + "'?")
                .orElse("");
        return "there is no data '" + text + "': it is not one of " + names() + ", and the path "
                + path.toAbsolutePath() + " does not exist" + meant;
    }

    private static String names() {
        return KnownSets.ALL.stream().map(KnownData::name).collect(Collectors.joining(", "));
    }
}
