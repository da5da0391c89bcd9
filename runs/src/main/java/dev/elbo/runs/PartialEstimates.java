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
 * Estimates of rows, kept in a file while they are made, so that an evaluation that was killed goes on where it was. The
 * first line says what they are of; those of anything else are begun anew.
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

    /** @param of one line that names the model, the rows and how they are estimated */
    static PartialEstimates open(Path file, String of, int rows, int samples, Duration every) {
        RowEstimates estimates = new RowEstimates(rows, samples);
        try {
            lines(file, of).forEach(line -> {
                String[] numbers = line.split(",", -1);
                estimates.add(
                        Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), Double.parseDouble(numbers[2]));
            });
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new ElboException(
                    file + " is not what an evaluation left there; delete it to estimate its rows anew", e);
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
            throw new ElboException("cannot read " + file + "; delete it to estimate its rows anew", e);
        }
    }

    RowEstimates estimates() {
        return estimates;
    }

    /** Writes the rows done so far, if that is some time ago; in a folder that is read-only, nothing. */
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

    /** When the whole stands elsewhere. */
    void drop() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ElboException("cannot delete " + file + "; it is not needed any more", e);
        }
    }
}
