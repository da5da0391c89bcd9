package dev.elbo.runs.evaluation;

import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.evaluation.RowEstimate;
import dev.elbo.evaluation.RowEstimates;
import dev.elbo.evaluation.StoppingRule;
import dev.elbo.io.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
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
public final class PartialEstimates {
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
    public static PartialEstimates open(Path file, String of, int rows, StoppingRule rule, Duration every) {
        RowEstimates estimates = new RowEstimates(rows, rule);
        try {
            for (String line : lines(file, of)) {
                String[] numbers = line.split(",", -1);
                double value = Double.parseDouble(numbers[0]);
                if (!Double.isFinite(value)) {
                    throw new NumberFormatException(line);
                }
                estimates.add(new RowEstimate(
                        value,
                        Double.parseDouble(numbers[1]),
                        Double.parseDouble(numbers[2]),
                        Double.parseDouble(numbers[3]),
                        Integer.parseInt(numbers[4])));
            }
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            estimates = new RowEstimates(rows, rule); // a damaged file costs its rows, not the evaluation
        }
        return new PartialEstimates(file, of, every, estimates);
    }

    /** Estimates that are not saved. */
    public static PartialEstimates unsaved(int rows, StoppingRule rule) {
        return new PartialEstimates(Path.of(""), "", Duration.ofNanos(Long.MAX_VALUE), new RowEstimates(rows, rule));
    }

    private static List<String> lines(Path file, String of) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> lines = Files.readAllLines(file);
        return !lines.isEmpty() && lines.get(0).equals(of) ? lines.subList(1, lines.size()) : List.of();
    }

    public RowEstimates estimates() {
        return estimates;
    }

    /** Saves the rows done so far if the last save was long enough ago; does nothing in a read-only folder. */
    public void keep() {
        if (System.nanoTime() - last < everyNanos) {
            return;
        }
        last = System.nanoTime();
        LogLikelihood rows = estimates.logLikelihood();
        try {
            AtomicFiles.writeString(
                    file,
                    IntStream.range(0, estimates.done())
                            .mapToObj(i -> rows.perRow()[i] + "," + rows.standardErrors()[i] + ","
                                    + rows.effectiveSampleSizes()[i] + "," + rows.tailShapes()[i] + ","
                                    + rows.samplesPerRow()[i] + "\n")
                            .collect(Collectors.joining("", of + "\n", "")));
        } catch (UncheckedIOException e) {
            // the disk is full or read-only: the estimates themselves are not affected
        }
    }

    /** Deletes the file once the evaluation is complete. */
    public void drop() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it is ignored by any other evaluation
        }
    }
}
