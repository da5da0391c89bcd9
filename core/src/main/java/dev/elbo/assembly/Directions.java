package dev.elbo.assembly;

import dev.elbo.config.LikelihoodSpec;
import dev.elbo.data.Dataset;
import dev.elbo.data.Values;
import dev.elbo.io.ElboException;
import java.util.Locale;

/** Checks that rows lie on the unit spheres on which a likelihood is a density. */
final class Directions {
    /** Of the length; numbers of four decimals pass. */
    private static final double TOLERANCE = 1e-3;

    private Directions() {}

    /** @throws ElboException in one sentence, with the first row that is off, if the likelihood needs directions */
    static void check(Dataset data, LikelihoodSpec likelihood) {
        int size = data.shape().size();
        int columns = likelihood.sphereColumns(size);
        if (columns == 0) {
            return;
        }
        if (columns < 2 || size % columns != 0) {
            throw new ElboException("likelihood: " + likelihood + " needs directions of at least 2 columns each, but "
                    + data.name() + " has rows of " + data.shape().describe()
                    + "; give an angle as two columns, its cosine and its sine");
        }
        boolean pixels = data.values() instanceof Values.Bytes;
        for (int row = 0; row < data.rows() && !pixels; row++) {
            for (int from = 0; from < size; from += columns) {
                double square = 0;
                for (int i = from; i < from + columns; i++) {
                    double value = data.raw(row, i);
                    square += value * value;
                }
                if (!(Math.abs(Math.sqrt(square) - 1) <= TOLERANCE)) {
                    throw new ElboException(String.format(
                            Locale.ROOT,
                            "likelihood: %s needs rows of length 1, but columns %d to %d of row %d of %s have length %.4g;"
                                    + " divide them by it, or give angles as cosines and sines",
                            likelihood,
                            from + 1,
                            from + columns,
                            row + 1,
                            data.name(),
                            Math.sqrt(square)));
                }
            }
        }
        if (pixels) {
            throw new ElboException("likelihood: " + likelihood + " needs directions, but " + data.name()
                    + " has pixels; use likelihood bernoulli or logistic");
        }
    }
}
