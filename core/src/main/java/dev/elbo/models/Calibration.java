package dev.elbo.models;

import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import java.util.Map;

/** One pass over training rows after which a model sets what has a closed form. Without gradients. */
public interface Calibration {

    /** Takes rows x (batch, data) into account. */
    void add(Tensor x, Rng rng);

    /**
     * Sets the model from all rows added.
     *
     * @return what it was set from, by name
     */
    Map<String, Double> finish();
}
