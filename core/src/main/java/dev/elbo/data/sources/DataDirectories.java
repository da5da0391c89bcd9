package dev.elbo.data.sources;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Directories that are searched for named sets, in this order, and the one for downloads. */
public record DataDirectories(List<Path> searchPath, Path downloadTo) {
    public DataDirectories {
        searchPath = List.copyOf(searchPath);
    }

    /**
     * Searches the given directory, then {@code ELBO_DATA} of the environment, then the user's cache ({@code
     * $XDG_CACHE_HOME/elbo}, or {@code ~/.cache/elbo}). Downloads go to the given directory, or to the cache if none is
     * given.
     */
    public static DataDirectories of(@Nullable Path dataDirOrNull, Map<String, String> env, Path userHome) {
        String xdg = env.getOrDefault("XDG_CACHE_HOME", "");
        Path cacheHome = Path.of(xdg).isAbsolute()
                ? Path.of(xdg)
                : userHome.resolve(".cache"); // XDG: relative paths are invalid
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
