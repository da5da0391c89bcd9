package dev.elbo.experiment;

import java.util.List;
import java.util.stream.Collectors;

/** Hidden layers of the encoder; the decoder mirrors them. */
public record NetworkSpec(Kind kind, List<Integer> widths) {

    /** What a hidden layer is. */
    public enum Kind {
        GATED,
        MLP
    }

    public NetworkSpec {
        widths = List.copyOf(widths);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + ":"
                + widths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
