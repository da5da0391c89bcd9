package dev.elbo.config;

import dev.elbo.config.schema.Match;
import dev.elbo.config.schema.Numbers;
import dev.elbo.io.ElboException;
import dev.elbo.io.Shown;

/**
 * The inner-product decoder: scale and bias.
 *
 * @param learned whether scale and bias are learned, starting from the given values
 */
public record LinkDecoder(boolean learned, double scale, double bias) {
    /** The plain inner product, scale 1 and bias 0. */
    public static final LinkDecoder PLAIN = new LinkDecoder(false, 1, 0);

    /**
     * Parses a decoder.
     *
     * @throws ElboException in one sentence, if the text is invalid
     */
    public static LinkDecoder parse(String text) {
        Match match = LinkSetting.DECODER.match(text);
        double scale = match.real("SCALE", 1);
        if (scale == 0) {
            throw new ElboException(
                    "decoder: expected " + LinkSetting.DECODER.form().syntax() + " with a scale other than 0, got '"
                            + Shown.text(text) + "'");
        }
        return new LinkDecoder(match.word().equals("learned"), scale, match.real("BIAS", 0));
    }

    @Override
    public String toString() {
        String numbers = scale == 1 && bias == 0 ? "" : ":" + Numbers.text(scale) + "," + Numbers.text(bias);
        return (learned ? "learned" : "inner") + numbers;
    }
}
