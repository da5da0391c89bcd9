package dev.elbo.data.sources;

import dev.elbo.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the files of a named set on the search path, or fetches them. */
record KnownFiles(KnownData set, DataDirectories where, Downloader downloader) {
    /** The file, packed or not; downloaded if it is nowhere. */
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
        String missing = "'" + set.name() + "' needs " + file.name() + ", which is in none of "
                + places.stream().map(Path::toString).collect(Collectors.joining(", "));
        if (file.uri().isEmpty()) {
            throw new DataException(
                    missing + ", and it is not published for download; put it into " + target.getParent());
        }
        if (downloader == null) {
            throw new DataException(
                    missing + "; get it from " + file.uri().get() + " and put it into " + target.getParent());
        }
        try {
            downloader.fetch(file.uri().get(), target, file.sha256(), file.content());
        } catch (DataException e) {
            throw new DataException(
                    missing + ", and " + e.getMessage() + ", or put the file into " + target.getParent(), e);
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
