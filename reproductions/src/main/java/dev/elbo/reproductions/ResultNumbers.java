package dev.elbo.reproductions;

import dev.elbo.io.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All numbers that the runs of a reproduction have produced, as one CSV file: a line for each. */
final class ResultNumbers {
    private static final Pattern RUN = Pattern.compile("(.+)-seed(\\d+)");
    private static final List<String> NO_RESULTS = List.of("provenance.json", "split.json");

    private ResultNumbers() {}

    /** Columns row, seed, result, measure, value: every number in the JSON files of every run's directory. */
    static String csv(Path directory, RowLog log) {
        StringBuilder csv = new StringBuilder("row,seed,result,measure,value\n");
        log.entries()
                .forEach(entry -> csv.append(entry.row())
                        .append(',')
                        .append(entry.seed())
                        .append(",run,cpu_seconds,")
                        .append(entry.cpuSeconds())
                        .append('\n'));
        for (Path run : sorted(directory)) {
            Matcher name = RUN.matcher(run.getFileName().toString());
            if (Files.isDirectory(run) && name.matches()) {
                for (Path file : sorted(run)) {
                    String result = file.getFileName().toString();
                    if (result.endsWith(".json") && !NO_RESULTS.contains(result)) {
                        append(
                                csv,
                                name.group(1) + "," + name.group(2),
                                result.replace(".json", ""),
                                Json.numbers(file));
                    }
                }
            }
        }
        return csv.toString();
    }

    private static void append(StringBuilder csv, String run, String result, Map<String, Double> numbers) {
        new TreeMap<>(numbers)
                .forEach((measure, value) -> csv.append(run)
                        .append(',')
                        .append(result)
                        .append(',')
                        .append(measure)
                        .append(',')
                        .append(value)
                        .append('\n'));
    }

    private static List<Path> sorted(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }
}
