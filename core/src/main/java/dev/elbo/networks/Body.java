package dev.elbo.networks;

import dev.elbo.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;

/** A stack of hidden layers and the width it ends in, ready for a head. */
public record Body(Layer layers, int width) {

    /** How one hidden layer is made. */
    @FunctionalInterface
    public interface Kind {
        Layer declare(Parameters parameters, String name, int in, int out);
    }

    /** Hidden layers of the given widths, named {@code name.0}, {@code name.1}, … */
    public static Body declare(Parameters parameters, String name, Kind kind, int in, List<Integer> widths) {
        List<Layer> layers = new ArrayList<>();
        int width = in;
        for (int next : widths) {
            layers.add(kind.declare(parameters, name + "." + layers.size(), width, next));
            width = next;
        }
        return new Body(new Sequence(layers), width);
    }
}
