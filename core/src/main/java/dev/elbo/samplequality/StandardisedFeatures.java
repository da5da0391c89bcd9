package dev.elbo.samplequality;

import dev.elbo.data.Normalizer;

/**
 * Another feature space on columns of mean 0 and standard deviation 1, so that no column counts more because of its
 * unit.
 *
 * @param normalizer of the columns
 * @param space takes standardised rows; closed with this
 */
public record StandardisedFeatures(Normalizer normalizer, FeatureSpace space) implements FeatureSpace {

    @Override
    public String name() {
        return space.name() + ", of standardised columns";
    }

    @Override
    public Points of(Points rows) {
        return space.of(standardised(normalizer, rows));
    }

    /** (v − mean) / deviation, column by column. */
    public static Points standardised(Normalizer normalizer, Points rows) {
        float[] values = rows.values().clone();
        int width = rows.width();
        for (int i = 0; i < values.length; i++) {
            int column = i % width;
            values[i] = (float)
                    ((values[i] - normalizer.shift()[column]) / normalizer.scale()[column]);
        }
        return new Points(values, width);
    }

    @Override
    public void close() {
        space.close();
    }
}
