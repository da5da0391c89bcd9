package dev.elbo.samplequality;

/**
 * The space in which distances between rows of data are measured. Numbers from different feature spaces are never
 * comparable.
 */
public interface FeatureSpace extends AutoCloseable {

    /** Reported with every number measured in this space. */
    String name();

    /** Maps rows of data, in [0, 1] or as stored, to one point each. */
    Points of(Points rows);

    @Override
    default void close() {}

    /** The values themselves; for data without labels and for rows that already are features. */
    static FeatureSpace asStored(String name) {
        return new FeatureSpace() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Points of(Points rows) {
                return rows;
            }
        };
    }
}
