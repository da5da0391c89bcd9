package dev.elbo.bench;

/** A curve of a {@link Sweep}: 784-300-300-40 gated with one of two priors, or its matrix products alone. */
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
        return Words.of(this);
    }

    static Line of(String word) {
        return Words.parse(Line.class, word);
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
