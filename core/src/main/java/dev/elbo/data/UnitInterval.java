package dev.elbo.data;

/** The precondition of encodings that interpret floats as fractions of 1. */
final class UnitInterval {
    private UnitInterval() {}

    static void check(Dataset data, String purpose) {
        if (data.min() < 0 || data.max() > 1) {
            throw new DataException("'" + data.name() + "' has values from " + data.min() + " to " + data.max()
                    + ", but " + purpose + " needs values in [0, 1]; rescale the data or choose another likelihood");
        }
    }
}
