package dev.elbo.runs;

import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.evaluation.RowEstimate;
import dev.elbo.io.AtomicFiles;
import dev.elbo.io.ElboException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code test-scores.csv}: the estimated log-likelihood of each test row, nats. */
final class TestScores {
    private static final String HEADER =
            "row,log_likelihood_nats,standard_error,effective_sample_size,tail_shape,reliable,samples\n";

    private TestScores() {}

    /**
     * @param rows places of the test rows in the data
     * @param logDetJacobian of the scaling of the data, added to each log-likelihood
     */
    static void write(Path file, int[] rows, LogLikelihood estimated, double logDetJacobian) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < rows.length; i++) {
            RowEstimate row = estimated.row(i);
            csv.append(rows[i])
                    .append(',')
                    .append(row.value() + logDetJacobian)
                    .append(',')
                    .append(row.standardError())
                    .append(',')
                    .append(row.effectiveSampleSize())
                    .append(',')
                    .append(row.tailShape())
                    .append(',')
                    .append(row.reliable())
                    .append(',')
                    .append(row.samples())
                    .append('\n');
        }
        AtomicFiles.writeString(file, csv.toString());
    }

    /** Removes scores that an earlier build has given a run without a log-likelihood. */
    static void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * (rows): the log-likelihoods.
     *
     * @throws ElboException in one sentence, unless the file holds a finite one for each row
     */
    static double[] read(Path file, int rows) {
        try {
            double[] scores = Files.readAllLines(file).stream()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[1]))
                    .toArray();
            if (scores.length != rows || !Arrays.stream(scores).allMatch(Double::isFinite)) {
                throw new ElboException(file + " does not hold a finite score for each of the " + rows
                        + " test rows; evaluate the run again");
            }
            return scores;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new ElboException("cannot read " + file + "; evaluate the run again", e);
        }
    }
}
