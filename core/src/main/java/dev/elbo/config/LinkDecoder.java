package dev.elbo.config;

/**
 * Which inner-product decoder.
 *
 * @param learned whether scale and bias are learned, starting from the given values
 */
public record LinkDecoder(boolean learned, double scale, double bias) {
    public static final LinkDecoder PLAIN = new LinkDecoder(false, 1, 0);

    static LinkDecoder parse(String text) {
        String[] parts = text.split(":", -1);
        boolean known = parts[0].equals("inner") || parts[0].equals("learned");
        String[] numbers = parts.length == 2 ? parts[1].split(",", -1) : new String[] {"1", "0"};
        if (!known || parts.length > 2 || numbers.length != 2) {
            throw LinkSetting.DECODER.malformed(text, "inner", "learned");
        }
        try {
            double scale = Double.parseDouble(numbers[0]);
            double bias = Double.parseDouble(numbers[1]);
            if (Double.isFinite(scale) && scale != 0 && Double.isFinite(bias)) {
                return new LinkDecoder(parts[0].equals("learned"), scale, bias);
            }
        } catch (NumberFormatException e) {
            // reported below, with the form
        }
        throw LinkSetting.DECODER.malformed(text);
    }

    @Override
    public String toString() {
        String numbers = scale == 1 && bias == 0 ? "" : ":" + SpecParser.number(scale) + "," + SpecParser.number(bias);
        return (learned ? "learned" : "inner") + numbers;
    }
}
