package dev.elbo.data;

/** The condition of encodings that read floats as shares of 1. */
final class UnitInterval {
    private UnitInterval() {}

    static void check(Dataset data, String purpose) {
        if (data.min() < 0 || data.max() > 1) {
            throw new DataException("'" + data.name() + "' has values from " + data.min() + " to " + data.max()
                    + ", but " + purpose + " needs values in [0, 1]; rescale the data or choose another likelihood");
        }
    }
}
