package dev.elbo.config;

import dev.elbo.io.Suggestion;
import dev.elbo.io.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Where latents come from when a trained model generates. */
public sealed interface SamplerSpec {
    String FORMS = "prior, mixture:K, mixture:K:diagonal or two-stage[:W,W,..[:EPOCHS]]";

    /** p(z) as the model has it. */
    record Prior() implements SamplerSpec {
        @Override
        public String toString() {
            return "prior";
        }
    }

    /** Gaussians fitted to draws of the posteriors of the training rows. */
    record Mixture(int components, boolean diagonal) implements SamplerSpec {
        @Override
        public String toString() {
            return "mixture:" + components + (diagonal ? ":diagonal" : "");
        }
    }

    /**
     * A VAE on draws of the posteriors of the training rows.
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

    /** @throws UserException in one sentence, if the text names none */
    static SamplerSpec parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts[0].equals("prior") && parts.length == 1) {
            return new Prior();
        }
        if (parts[0].equals("mixture")
                && (parts.length == 2
                        || parts.length == 3 && List.of("diagonal", "full").contains(parts[2]))) {
            return new Mixture(whole(text, parts[1], 10_000), parts.length == 3 && parts[2].equals("diagonal"));
        }
        if (parts[0].equals("two-stage") && parts.length <= 3) {
            List<Integer> widths = parts.length == 1
                    ? TwoStage.WIDTHS
                    : Arrays.stream(parts[1].split(",", -1))
                            .map(width -> whole(text, width, 100_000))
                            .toList();
            return new TwoStage(widths, parts.length == 3 ? whole(text, parts[2], 1_000_000) : TwoStage.EPOCHS);
        }
        throw new UserException("sampler: expected " + FORMS + ", got '" + text + "'"
                + Suggestion.phrase(parts[0], List.of("prior", "mixture", "two-stage")));
    }

    private static int whole(String text, String number, int most) {
        try {
            int value = Integer.parseInt(number.strip());
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, with the bounds
        }
        throw new UserException(
                "sampler: expected " + FORMS + " with whole numbers from 1 to " + most + ", got '" + text + "'");
    }
}
