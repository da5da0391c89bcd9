package dev.elbo.runs.quality;

import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import dev.elbo.io.Json;
import dev.elbo.io.Sha256;
import dev.elbo.runs.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code sample-quality.json} of a run. */
public final class QualityFile {

    /** What the file holds. */
    private record Content(List<QualityResult> results) {}

    private QualityFile() {}

    /**
     * All results for the present model of the run, in the order in which they were measured.
     *
     * @throws dev.elbo.io.ElboException in one sentence, if the file is damaged
     */
    public static List<QualityResult> read(RunDirectory directory) {
        Path file = directory.sampleQuality();
        if (!Files.exists(file) || !Files.exists(directory.model())) {
            return List.of();
        }
        String model = Sha256.of(directory.model());
        List<QualityResult> all;
        try {
            all = Json.read(file, Content.class).results();
        } catch (ElboException e) {
            throw new ElboException(e.getMessage() + "; delete the file and measure the samples again", e);
        }
        if (!all.stream().allMatch(result -> result != null && result.whole())) {
            throw new ElboException(
                    "cannot read " + file + ": an entry is not whole; delete the file and measure the samples again");
        }
        return all.stream().filter(result -> result.modelSha256().equals(model)).toList();
    }

    static void add(RunDirectory directory, QualityResult result) {
        AtomicFiles.writeString(directory.sampleQuality(), Json.pretty(new Content(result.addedTo(read(directory)))));
    }
}
