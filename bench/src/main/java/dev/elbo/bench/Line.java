package dev.elbo.bench;

import java.util.Arrays;
import java.util.Locale;

/** A curve of a {@link Sweep}: 784-300-300-40 gated under one of two priors, or the matrix products of that alone. */
enum Line {
    STANDARD("N(0, I)", Step.STANDARD, false),
    STANDARD_PRODUCTS("products alone", Step.STANDARD, true),
    VAMP("VampPrior", Step.VAMP, false),
    VAMP_PRODUCTS("products alone", Step.VAMP, true);

    private final String title;
    private final Step step;
    private final boolean productsAlone;

    Line(String title, Step step, boolean productsAlone) {
        this.title = title;
        this.step = step;
        this.productsAlone = productsAlone;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Line of(String word) {
        return Arrays.stream(values())
                .filter(line -> line.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no line '" + word + "'"));
    }

    String title() {
        return title;
    }

    Step step() {
        return step;
    }

    boolean productsAlone() {
        return productsAlone;
    }
}
