package dev.elbo.data.sources;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where named sets are looked for, in this order, and where a download is put. */
public record DataDirectories(List<Path> searchPath, Path downloadTo) {
    public DataDirectories {
        searchPath = List.copyOf(searchPath);
    }

    /**
     * The given directory, then the environment's ELBO_DATA, then the user's cache ({@code $XDG_CACHE_HOME/elbo}, or
     * {@code ~/.cache/elbo}). Downloads go to the given directory, or to the cache when none is given.
     */
    public static DataDirectories of(Path dataDirOrNull, Map<String, String> env, Path userHome) {
        String xdg = env.getOrDefault("XDG_CACHE_HOME", "");
        Path cacheHome =
                Path.of(xdg).isAbsolute() ? Path.of(xdg) : userHome.resolve(".cache"); // XDG: relative is invalid
        Path cache = cacheHome.resolve("elbo");
        List<Path> search = new ArrayList<>();
        if (dataDirOrNull != null) {
            search.add(dataDirOrNull);
        }
        String fromEnvironment = env.getOrDefault("ELBO_DATA", "");
        if (!fromEnvironment.isBlank()) {
            search.add(Path.of(fromEnvironment));
        }
        search.add(cache);
        return new DataDirectories(search, dataDirOrNull != null ? dataDirOrNull : cache);
    }
}
