package dev.elbo.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Turns a name or a path into a {@link Dataset}. */
public final class DataSource {
    private DataSource() {}

    /**
     * How images are wanted; what is empty is taken from the data. If only one side is given, the images become square.
     *
     * @throws DataException if a side is not in 1..4096
     */
    public record Options(OptionalInt height, OptionalInt width, Optional<Boolean> grey) {
        public static final Options NONE = new Options(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
        private static final int MAX_SIDE = 4096;

        public Options {
            for (OptionalInt side : List.of(height, width)) {
                if (side.isPresent() && (side.getAsInt() < 1 || side.getAsInt() > MAX_SIDE)) {
                    throw new DataException(
                            "an image side must be in 1.." + MAX_SIDE + " pixels, got " + side.getAsInt());
                }
            }
        }

        /** True if nothing is asked for. */
        public boolean isEmpty() {
            return height.isEmpty() && width.isEmpty() && grey.isEmpty();
        }
    }

    /** The sets that have a name. */
    public static List<KnownData> known() {
        return KnownSets.ALL;
    }

    /** As the data are. */
    public static Dataset open(String nameOrPath, DataDirectories where, Downloader downloader) {
        return open(nameOrPath, where, downloader, Options.NONE);
    }

    /**
     * A known name (digits, square, circle, arcs1 to arcs8, mnist, frey, cifar10), or the path of a file or folder.
     *
     * @param downloader fetches what is missing of a named set; null never does
     * @throws DataException if it is neither, or cannot be read
     */
    public static Dataset open(String nameOrPath, DataDirectories where, Downloader downloader, Options options) {
        if (Arcs.isName(nameOrPath)) {
            return Arcs.named(nameOrPath);
        }
        for (KnownData set : KnownSets.ALL) {
            if (set.name().equals(nameOrPath)) {
                return ImageOptions.apply(NamedSets.open(new KnownFiles(set, where, downloader)), options);
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
