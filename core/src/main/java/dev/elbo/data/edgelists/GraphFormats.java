package dev.elbo.data.edgelists;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Formats of graphs that are no list of edges, by the first line that is no comment. */
final class GraphFormats {
    private static final Map<String, Pattern> FIRST_LINES = new LinkedHashMap<>();

    static {
        add("XML, such as GraphML", "<.*");
        add("JSON", "[{\\[].*");
        add("GML", "(graph\\s*\\[|creator\\s|version\\s+\\d).*|graph");
        add("DOT", "(strict\\s+)?(di)?graph\\b[^,;\\t]*\\{.*");
        add("Pajek", "\\*\\s*(vertices|network|arcs|edges)\\b.*");
        add("UCINET's DL", "dl\\s+n\\s*=.*");
    }

    private GraphFormats() {}

    private static void add(String name, String firstLine) {
        FIRST_LINES.put(name, Pattern.compile(firstLine, Pattern.CASE_INSENSITIVE));
    }

    /** The name of the format; empty if the line may be an edge. */
    static Optional<String> of(String firstLine) {
        String line = firstLine.strip();
        return FIRST_LINES.entrySet().stream()
                .filter(format -> format.getValue().matcher(line).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
