package dev.elbo.config;

/**
 * Which inner-product decoder.
 *
 * @param learned whether scale and bias are learned, starting from the given values
 */
public record LinkDecoder(boolean learned, double scale, double bias) {
    public static final LinkDecoder PLAIN = new LinkDecoder(false, 1, 0);

    static LinkDecoder parse(String text) {
        Match match = LinkSetting.DECODER.match(text);
        return new LinkDecoder(match.word().equals("learned"), match.real("SCALE", 1), match.real("BIAS", 0));
    }

    @Override
    public String toString() {
        String numbers = scale == 1 && bias == 0 ? "" : ":" + Numbers.text(scale) + "," + Numbers.text(bias);
        return (learned ? "learned" : "inner") + numbers;
    }
}
