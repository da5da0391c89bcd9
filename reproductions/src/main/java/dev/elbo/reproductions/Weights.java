package dev.elbo.reproductions;

import dev.elbo.data.Dataset;
import dev.elbo.inference.TrainedModel;
import dev.elbo.models.Vae;
import dev.elbo.objectives.ElboTerms;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameter;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Moves a model with a learned variance along straight lines in weight space. */
final class Weights {
    private static final String LOG_STD_DEV = "likelihood.logStdDev";
    private static final int DRAWS = 8;

    private final Vae model;
    private final Map<String, float[]> start;
    private final float[] rows;
    private final int count;

    /** @param model a model with {@code gaussian:shared}, which {@link #loss} modifies */
    Weights(TrainedModel model, Dataset rows) {
        this.model = model.model();
        this.start = of(model);
        this.rows = LatentUse.values(rows);
        this.count = rows.rows();
    }

    /** Every tensor by name, except the scale of the likelihood. */
    static Map<String, float[]> of(TrainedModel model) {
        Map<String, float[]> values = new LinkedHashMap<>();
        model.model().parameters().snapshot().forEach((name, tensor) -> {
            if (!name.equals(LOG_STD_DEV)) {
                values.put(name, tensor.values().clone());
            }
        });
        return values;
    }

    /** The direction to another model with the same networks. */
    Map<String, float[]> wayTo(Map<String, float[]> other) {
        Map<String, float[]> way = new LinkedHashMap<>();
        start.forEach((name, from) -> {
            float[] to = Objects.requireNonNull(other.get(name));
            float[] step = new float[from.length];
            for (int i = 0; i < step.length; i++) {
                step[i] = to[i] - from[i];
            }
            way.put(name, step);
        });
        return way;
    }

    /** A random normal direction; each tensor has the norm of the tensor to which it is added. */
    Map<String, float[]> randomWay() {
        RandomGenerator random = Rng.ofSeed(0).child("way").java();
        Map<String, float[]> way = new LinkedHashMap<>();
        start.forEach((name, from) -> {
            float[] step = new float[from.length];
            double length = 0;
            double target = 0;
            for (int i = 0; i < step.length; i++) {
                step[i] = (float) random.nextGaussian();
                length += step[i] * (double) step[i];
                target += from[i] * (double) from[i];
            }
            float scale = (float) Math.sqrt(target / length);
            for (int i = 0; i < step.length; i++) {
                step[i] *= scale;
            }
            way.put(name, step);
        });
        return way;
    }

    /**
     * Negative ELBO per row, nats, at position {@code at} along a direction and for a variance of the decoder; the
     * noise is always the same.
     */
    double loss(Map<String, float[]> way, double at, double variance) {
        way.forEach((name, step) -> {
            float[] moved = Objects.requireNonNull(start.get(name)).clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += (float) at * step[i];
            }
            set(name, moved);
        });
        set(LOG_STD_DEV, new float[] {(float) (0.5 * Math.log(variance))});
        return NoGrad.run(() -> {
            try (Scope scope = Scope.open("loss slice")) {
                Tensor x = Tensors.of(rows, count, rows.length / count);
                ElboTerms terms = model.terms(x, model.prior().distribution(), Rng.ofSeed(0), DRAWS);
                return terms.meanKl().item() - terms.meanLogLikelihood().item();
            }
        });
    }

    private void set(String name, float[] values) {
        Parameter parameter = model.parameters().get(name);
        model.parameters().set(parameter, values);
    }
}
