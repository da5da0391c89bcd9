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

/** All kinds of network, built in or found on the class path. */
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
                            (match, widths) -> new ConvNetwork(Activation.GATED, widths)),
                    new Linear()),
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

    private record Linear() implements NetworkKind {
        @Override
        public Option option() {
            return Option.word("linear").help("no hidden layers");
        }

        @Override
        public NetworkSpec read(Match match) {
            return new LinearNetwork();
        }
    }

    private static Option layers(String word, String label, boolean optional) {
        Field sizes = Field.whole(label, 1, MOST_UNITS).several();
        return optional ? Option.word(word).maybe(sizes) : Option.word(word).with(sizes);
    }

    /** The syntax of all kinds. */
    public static Form form() {
        return ALL.form();
    }

    /**
     * Parses a network.
     *
     * @throws ElboException in one sentence, if the text is invalid
     */
    public static NetworkSpec parse(String text) {
        Match match = ALL.match(text);
        return ALL.kind(match).read(match);
    }
}
