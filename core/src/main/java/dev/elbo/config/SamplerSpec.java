package dev.elbo.config;

import dev.elbo.config.schema.Field;
import dev.elbo.config.schema.Form;
import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Option;
import java.util.List;
import java.util.stream.Collectors;

/** The distribution from which latents are sampled to generate data. */
public sealed interface SamplerSpec {
    /** The syntax of all samplers. */
    Form FORM = Form.of(
            Option.word("prior").help("p(z) of the model"),
            Option.word("mixture")
                    .with(Field.whole("K", 1, 10_000).unit("components"))
                    .maybe(Field.flag("diagonal"))
                    .help("mixture of Gaussians fitted to the latents of the training rows"),
            Option.word("mixture")
                    .with(Field.whole("K", 1, 10_000).unit("components"), Field.flag("full"))
                    .help("the same"),
            Option.word("two-stage")
                    .maybe(Field.whole("W", 1, 100_000).several().unit("units"))
                    .maybe(Field.whole("EPOCHS", 1, 1_000_000).unit("epochs"))
                    .help("a second VAE on the latents of the training rows"));

    /** p(z) of the model. */
    record Prior() implements SamplerSpec {
        @Override
        public String toString() {
            return "prior";
        }
    }

    /** A mixture of Gaussians fitted to the aggregate posterior of the training rows. */
    record Mixture(int components, boolean diagonal) implements SamplerSpec {
        @Override
        public String toString() {
            return "mixture:" + components + (diagonal ? ":diagonal" : "");
        }
    }

    /**
     * A second VAE, trained on samples of the aggregate posterior of the training rows.
     *
     * @param widths units of the hidden layers of its encoder; the decoder mirrors them
     */
    record TwoStage(List<Integer> widths, int epochs) implements SamplerSpec {
        public static final List<Integer> WIDTHS = List.of(256, 256, 256);
        public static final int EPOCHS = 60;

        public TwoStage {
            widths = List.copyOf(widths);
        }

        @Override
        public String toString() {
            if (epochs == EPOCHS) {
                return widths.equals(WIDTHS) ? "two-stage" : "two-stage:" + words();
            }
            return "two-stage:" + words() + ":" + epochs;
        }

        private String words() {
            return widths.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /**
     * Parses a sampler.
     *
     * @throws dev.elbo.io.ElboException in one sentence, if the text is invalid
     */
    static SamplerSpec parse(String text) {
        Match match = FORM.match("sampler", text.strip());
        return switch (match.word()) {
            case "prior" -> new Prior();
            case "mixture" -> new Mixture(match.whole("K"), match.has("diagonal"));
            default ->
                new TwoStage(
                        match.has("W") ? match.wholes("W") : TwoStage.WIDTHS,
                        match.has("EPOCHS") ? match.whole("EPOCHS") : TwoStage.EPOCHS);
        };
    }
}
