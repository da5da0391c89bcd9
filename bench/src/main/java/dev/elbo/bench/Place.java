package dev.elbo.bench;

import dev.elbo.tensor.Scope;
import java.util.List;

/** A point of a curve, measured by one process. */
record Place(Sweep sweep, Line line, int x) {
    String word() {
        return sweep.word() + " " + line.word() + " " + x;
    }

    Sizes sizes() {
        return switch (sweep) {
            case BATCH -> Sizes.USUAL.withBatch(x);
            case LATENT -> Sizes.USUAL.withLatent(x);
            case HIDDEN -> Sizes.USUAL.withHidden(x);
            case COMPONENTS, LIKELIHOOD_COMPONENTS -> Sizes.USUAL.withComponents(x);
            case THREADS, ROWS, SAMPLES -> Sizes.USUAL;
        };
    }

    int samples() {
        return sweep == Sweep.SAMPLES ? x : ElboPeer.LIKELIHOOD_SAMPLES;
    }

    /** @param otherwise number of threads unless this is the sweep over threads */
    int threads(int otherwise) {
        return sweep == Sweep.THREADS ? x : otherwise;
    }

    /** Milliseconds of each lap, with the number of threads of this process. */
    Laps measure(double seconds) {
        try (Scope scope = Scope.open("bench")) {
            return line.productsAlone()
                    ? products(Engine.requestedThreads(), seconds)
                    : new Laps(elbo(seconds), Training.arrangement());
        }
    }

    private List<Double> elbo(double seconds) {
        return switch (sweep.lap()) {
            case STEP -> ElboPeer.steps(line.step(), sizes(), seconds);
            case PASS -> ElboPeer.passes(line.step(), x, seconds);
            case IMAGE -> ElboPeer.likelihood(line.step(), sizes(), samples(), seconds);
        };
    }

    private Laps products(int threads, double seconds) {
        return switch (sweep.lap()) {
            case STEP -> FloorPeer.step(line.step(), sizes(), threads, seconds);
            case IMAGE -> FloorPeer.likelihood(line.step(), sizes(), samples(), threads, seconds);
            case PASS -> throw new IllegalArgumentException("a pass does not consist of matrix products");
        };
    }
}
