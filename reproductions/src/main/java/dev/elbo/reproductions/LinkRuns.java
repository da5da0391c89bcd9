package dev.elbo.reproductions;

import dev.elbo.config.LinkConfig;
import dev.elbo.config.LinkSetting;
import dev.elbo.data.EdgeSplit;
import dev.elbo.data.Graph;
import dev.elbo.data.formats.EdgeSplitFile;
import dev.elbo.data.sources.GraphSource;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.tasks.LinkResult;
import dev.elbo.tasks.LinkTraining;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Results of link prediction under one directory: {@code ROW-seedN/result.json}, and the splits, each shared by all
 * rows of its data, as {@code splits/DATA-seedN.tsv}. Existing results are reused; a run takes seconds, so an
 * interrupted one starts over.
 */
final class LinkRuns {
    private final ExperimentRuns runs;

    LinkRuns(ExperimentRuns runs) {
        this.runs = runs;
    }

    private Path file(LinkRow row, long seed) {
        return runs.directory().resolve(row.name() + "-seed" + seed).resolve("result.json");
    }

    void complete(LinkRow row, long seed, Map<LinkSetting, String> overrides) {
        LinkConfig config = row.config(seed, overrides);
        Path file = file(row, seed);
        if (Files.exists(file)) {
            checkSame(row, config, file);
            return;
        }
        if (!GraphSource.available(row.data(), runs.access().directories())) {
            runs.listener().note(row.name() + ": skipped, the files of '" + row.data() + "' were not found");
            return;
        }
        Graph graph = LinkTraining.open(config, runs.access().directories());
        EdgeSplit split = split(graph, row.data(), seed);
        runs.listener().note(row.name() + ", seed " + seed);
        LinkResult result = row.baseline()
                .map(baseline -> LinkTraining.evaluate(baseline, graph, split, seed))
                .orElseGet(() -> LinkTraining.evaluate(config, graph, split, runs.listener()));
        AtomicFiles.writeString(file, Json.pretty(result));
    }

    private static void checkSame(LinkRow row, LinkConfig config, Path file) {
        if (row.baseline().isEmpty() && !read(file).settings().equals(config.texts())) {
            throw new ElboException(file + " was computed with other settings ("
                    + read(file).settings() + "); choose another --out, or delete its folder");
        }
    }

    private EdgeSplit split(Graph graph, String data, long seed) {
        Path file = runs.directory().resolve("splits").resolve(data + "-seed" + seed + ".tsv");
        if (!Files.exists(file)) {
            AtomicFiles.writeString(file, EdgeSplitFile.text(LinkTraining.split(graph, seed)));
        }
        EdgeSplit split = EdgeSplitFile.read(file);
        if (split.nodes() != graph.nodes()
                || !split.all().pairs().equals(graph.edges().pairs())) {
            throw new ElboException(file + " is a split of another graph than " + graph.describe()
                    + "; choose another --out, or delete the file");
        }
        return split;
    }

    /** The existing results, in the order of the seeds. */
    List<LinkResult> results(LinkRow row, int seeds) {
        List<LinkResult> found = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            if (Files.exists(file(row, seed))) {
                found.add(read(file(row, seed)));
            }
        }
        return found;
    }

    private static LinkResult read(Path file) {
        return Json.read(file, LinkResult.class);
    }
}
