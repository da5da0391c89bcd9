package dev.elbo.reproductions;

import dev.elbo.samplequality.SampleQuality;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Results of several runs as one cell of a table. */
final class Cells {
    static final String EMPTY = "–";

    private Cells() {}

    /** Mean and standard deviation over runs; empty without any. */
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

    /** Said under a table of measures: their space and what goes into them. */
    static String space(SampleQuality one) {
        return String.format(
                Locale.ROOT,
                "%s. %d rows on either side. MMD² unbiased, %s, p-value from %d permutations",
                one.features(),
                one.count(),
                one.kernel(),
                one.permutations());
    }
}
