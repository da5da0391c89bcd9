package dev.elbo.samplequality;

/** Where distances between rows of data are taken. Numbers of two feature spaces are never comparable. */
public interface FeatureSpace extends AutoCloseable {

    /** Stands wherever a number made in it does. */
    String name();

    /** Rows of data in [0, 1] or as they are, one point each. */
    Points of(Points rows);

    @Override
    default void close() {}

    /** The numbers themselves; for data without labels and for rows that are features already. */
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
