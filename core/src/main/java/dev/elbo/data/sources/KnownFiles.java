package dev.elbo.data.sources;

import dev.elbo.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the files of a named set on the search path, or downloads them. */
record KnownFiles(
        KnownData set, DataDirectories where, @Nullable Downloader downloader) {
    /** The file, compressed or not; downloaded if it is in none of the directories. */
    Path locate(KnownData.File file) {
        List<Path> places = places();
        for (Path place : places) {
            for (String name : spellings(file.name())) {
                if (Files.isRegularFile(place.resolve(name))) {
                    return place.resolve(name);
                }
            }
        }
        Path target = where.downloadTo().resolve(set.name()).resolve(file.name());
        String missing = "'" + set.name() + "' requires " + file.name() + ", which is in none of "
                + places.stream().map(Path::toString).collect(Collectors.joining(", "));
        if (file.uri().isEmpty()) {
            throw new DataException(missing + " and is not available for download; copy it to " + target.getParent());
        }
        if (downloader == null) {
            throw new DataException(missing + "; download it from " + file.uri().get() + " to " + target.getParent());
        }
        try {
            downloader.fetch(file.uri().get(), target, file.sha256(), file.content());
        } catch (DataException e) {
            throw new DataException(
                    missing + ", and " + e.getMessage() + ", or copy the file to " + target.getParent(), e);
        }
        return target;
    }

    private List<Path> places() {
        List<Path> places = new ArrayList<>();
        for (Path directory : where.searchPath()) {
            places.add(directory);
            places.add(directory.resolve(set.name()));
        }
        if (!where.searchPath().contains(where.downloadTo())) {
            places.add(where.downloadTo().resolve(set.name()));
        }
        return places;
    }

    private static List<String> spellings(String name) {
        return name.endsWith(".gz") ? List.of(name, name.substring(0, name.length() - 3)) : List.of(name);
    }
}
