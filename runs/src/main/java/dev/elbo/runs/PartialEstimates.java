package dev.elbo.runs;

import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.evaluation.RowEstimates;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Estimates of rows, saved to a file while an evaluation is in progress, so that it can be resumed after being killed.
 * The first line identifies the evaluation; estimates of a different one are discarded.
 */
final class PartialEstimates {
    private final Path file;
    private final String of;
    private final long everyNanos;
    private final RowEstimates estimates;
    private long last = System.nanoTime();

    private PartialEstimates(Path file, String of, Duration every, RowEstimates estimates) {
        this.file = file;
        this.of = of;
        this.everyNanos = every.toNanos();
        this.estimates = estimates;
    }

    /** @param of one line that identifies the model, the rows and the estimator */
    static PartialEstimates open(Path file, String of, int rows, int samples, Duration every) {
        RowEstimates estimates = new RowEstimates(rows, samples);
        try {
            lines(file, of).forEach(line -> {
                String[] numbers = line.split(",");
                estimates.add(
                        Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), Double.parseDouble(numbers[2]));
            });
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new ElboException(
                    file + " is not a valid file of partial estimates; delete it to restart the evaluation", e);
        }
        return new PartialEstimates(file, of, every, estimates);
    }

    private static List<String> lines(Path file, String of) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return !lines.isEmpty() && lines.get(0).equals(of) ? lines.subList(1, lines.size()) : List.of();
        } catch (IOException e) {
            throw new ElboException("cannot read " + file + "; delete it to restart the evaluation", e);
        }
    }

    RowEstimates estimates() {
        return estimates;
    }

    /** Saves the rows done so far if the last save was long enough ago; does nothing in a read-only folder. */
    void keep() {
        if (System.nanoTime() - last < everyNanos
                || !Files.isWritable(file.toAbsolutePath().getParent())) {
            return;
        }
        LogLikelihood rows = estimates.logLikelihood();
        AtomicFiles.writeString(
                file,
                IntStream.range(0, estimates.done())
                        .mapToObj(i -> rows.perRow()[i] + "," + rows.standardErrors()[i] + ","
                                + rows.effectiveSampleSizes()[i] + "\n")
                        .collect(Collectors.joining("", of + "\n", "")));
        last = System.nanoTime();
    }

    /** Deletes the file once the evaluation is complete. */
    void drop() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ElboException("cannot delete " + file + "; it is no longer needed", e);
        }
    }
}
