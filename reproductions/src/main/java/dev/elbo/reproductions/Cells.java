package dev.elbo.reproductions;

import dev.elbo.runs.report.Spread;
import dev.elbo.samplequality.SampleQuality;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Formats results of several runs as one cell of a table. */
final class Cells {
    static final String EMPTY = "–";

    private Cells() {}

    /** Mean and standard deviation over runs; a dash if there are none. */
    static <T> String spread(Collection<T> runs, ToDoubleFunction<T> number, int decimals) {
        return Spread.of(runs.stream().mapToDouble(number).boxed().toList()).text(decimals);
    }

    /** The p-value of every run. */
    static String pValues(Collection<SampleQuality> runs) {
        return runs.isEmpty()
                ? EMPTY
                : runs.stream()
                        .map(m -> String.format(Locale.ROOT, "%.3f", m.mmdPValue()))
                        .collect(Collectors.joining(", "));
    }

    /** The note under a table of sample quality: feature space, number of rows and kernel. */
    static String space(SampleQuality one) {
        return String.format(
                Locale.ROOT,
                "Features: %s. %d rows in each sample. MMD²: unbiased, %s, p-value from %d permutations",
                one.features(),
                one.count(),
                one.kernel(),
                one.permutations());
    }
}
