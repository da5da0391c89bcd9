package dev.elbo.data.sources;

import dev.elbo.data.DataException;
import dev.elbo.data.Graph;
import dev.elbo.data.edgelists.EdgeListReader;
import dev.elbo.data.formats.PlanetoidReader;
import dev.elbo.io.Suggestion;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Opens a {@link Graph} by name or path. */
public final class GraphSource {
    /** The Planetoid graphs. They are not downloaded, because their publisher provides no checksums. */
    private static final List<KnownData> KNOWN = List.of(
            graph("cora", "2,708 papers on machine learning, 5,278 citations, 1,433 words (Sen et al.)"),
            graph("citeseer", "3,327 papers of computer science, 4,552 citations, 3,703 words (Sen et al.)"),
            graph("pubmed", "19,717 papers on diabetes, 44,324 citations, 500 words (Namata et al.)"));

    /** Names of the graphs. */
    public static final List<String> NAMES = KNOWN.stream().map(KnownData::name).toList();

    private GraphSource() {}

    private static KnownData graph(String name, String description) {
        return new KnownData(name, "graph: " + description + "; not downloaded", List.of());
    }

    /** The named graphs. */
    public static List<KnownData> known() {
        return KNOWN;
    }

    /**
     * {@code cora}, {@code citeseer} or {@code pubmed} from the data directories, or an edge list at a path.
     *
     * @throws DataException if it is neither, or cannot be read
     */
    public static Graph open(String nameOrPath, DataDirectories where) {
        if (NAMES.contains(nameOrPath)) {
            return PlanetoidReader.read(nameOrPath, planetoid(nameOrPath, where));
        }
        Path path;
        try {
            path = Path.of(nameOrPath);
        } catch (InvalidPathException e) {
            throw new DataException("'" + nameOrPath + "' is neither a graph's name " + NAMES + " nor a valid path", e);
        }
        if (Files.isDirectory(path)) {
            throw new DataException("'" + path + "' is a folder; expected a file of edges, two node names per line");
        }
        if (nameOrPath.isBlank() || !Files.exists(path)) {
            throw new DataException("unknown graph '" + nameOrPath + "': it is not one of " + NAMES
                    + ", and the path " + path.toAbsolutePath() + " does not exist"
                    + Suggestion.phrase(nameOrPath, NAMES));
        }
        return EdgeListReader.read(path.getFileName().toString(), path);
    }

    /** Whether the files of a named graph are on this machine. */
    public static boolean available(String name, DataDirectories where) {
        return places(name, where).stream().anyMatch(place -> complete(place, name));
    }

    private static Path planetoid(String name, DataDirectories where) {
        List<Path> places = places(name, where);
        return places.stream()
                .filter(place -> complete(place, name))
                .findFirst()
                .orElseThrow(() -> new DataException("the graph '" + name + "' needs the files "
                        + PlanetoidReader.PARTS.stream()
                                .map(part -> "ind." + name + "." + part)
                                .collect(Collectors.joining(", "))
                        + ", which are not all in one of "
                        + places.stream().map(Path::toString).collect(Collectors.joining(", "))
                        + "; copy them from gae/data of github.com/tkipf/gae into one of these folders"));
    }

    private static boolean complete(Path place, String name) {
        return PlanetoidReader.PARTS.stream()
                .allMatch(part -> Files.isRegularFile(PlanetoidReader.file(place, name, part)));
    }

    private static List<Path> places(String name, DataDirectories where) {
        List<Path> places = new ArrayList<>();
        for (Path directory : where.searchPath()) {
            places.add(directory);
            places.add(directory.resolve("planetoid"));
            places.add(directory.resolve(name));
        }
        return places;
    }
}
