package dev.elbo.networks;

import dev.elbo.tensor.FixedParameters;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Tensor;
import java.util.List;

/**
 * A rectified network with one result for each row, as a function of its rows and weights or of its rows alone.
 *
 * @param layers the last has one unit
 */
public record Discriminator(List<Dense> layers) {
    private static final List<Integer> WIDTHS = List.of(256, 256);

    public Discriminator {
        layers = List.copyOf(layers);
    }

    /** Declares two hidden layers of 256 units, named {@code name.0}, {@code name.1}, and the last, {@code name.2}. */
    public static Discriminator declare(Parameters parameters, String name, int in) {
        return new Discriminator(List.of(
                Dense.declare(parameters, name + ".0", in, WIDTHS.get(0), 1),
                Dense.declare(parameters, name + ".1", WIDTHS.get(0), WIDTHS.get(1), 1),
                Dense.declare(parameters, name + ".2", WIDTHS.get(1), 1, 1)));
    }

    /** (rows, in) -> (rows); gradients reach the weights, and the rows if they have any. */
    public Tensor apply(Tensor x) {
        Tensor h = x;
        for (int i = 0; i < layers.size(); i++) {
            h = layers.get(i).apply(i == 0 ? h : h.relu());
        }
        return h.squeeze(-1);
    }

    /** As {@link #apply}; gradients do not reach the weights. */
    public Tensor applyFixed(Tensor x) {
        return FixedParameters.run(() -> apply(x));
    }
}
