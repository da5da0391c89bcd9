package dev.elbo.config;

import dev.elbo.config.schema.Field;
import dev.elbo.config.schema.Form;
import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Option;
import dev.elbo.config.schema.Registry;
import dev.elbo.io.ElboException;
import dev.elbo.networks.Activation;
import java.util.List;
import java.util.function.BiFunction;

/** The kinds of networks that settings can ask for. */
public final class Networks {
    private static final int MOST_UNITS = 1_000_000;

    private static final Registry<NetworkKind> ALL = new Registry<>(
            "network",
            List.of(
                    new BuiltIn(
                            layers("gated", "W", false).help("fully connected, gated"),
                            (match, widths) -> new DenseNetwork(Activation.GATED, widths)),
                    new BuiltIn(
                            layers("mlp", "W", false).help("fully connected, rectified"),
                            (match, widths) -> new DenseNetwork(Activation.RELU, widths)),
                    new BuiltIn(
                            layers("conv", "C", true).help("convolutions, rectified"),
                            (match, widths) -> new ConvNetwork(Activation.RELU, widths)),
                    new BuiltIn(
                            layers("conv-gated", "C", true).help("convolutions, gated"),
                            (match, widths) -> new ConvNetwork(Activation.GATED, widths))),
            NetworkKind.class,
            NetworkKind::option);

    private Networks() {}

    private record BuiltIn(Option option, BiFunction<Match, List<Integer>, NetworkSpec> reader) implements NetworkKind {
        @Override
        public NetworkSpec read(Match match) {
            String label = option.fields().get(0).label();
            return reader.apply(match, match.has(label) ? match.wholes(label) : ConvNetwork.DEFAULT_CHANNELS);
        }
    }

    private static Option layers(String word, String label, boolean optional) {
        Field sizes = Field.whole(label, 1, MOST_UNITS).several();
        return optional ? Option.word(word).maybe(sizes) : Option.word(word).with(sizes);
    }

    /** How all of them are written. */
    public static Form form() {
        return ALL.form();
    }

    /**
     * The networks that a text asks for.
     *
     * @throws ElboException in one sentence
     */
    public static NetworkSpec parse(String text) {
        Match match = ALL.match(text);
        return ALL.kind(match).read(match);
    }
}
