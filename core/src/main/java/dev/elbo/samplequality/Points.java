package dev.elbo.samplequality;

/**
 * Points with the same number of coordinates.
 *
 * @param values (count, width), row-major
 */
public record Points(float[] values, int width) {

    public Points {
        if (width < 1 || values.length % width != 0) {
            throw new IllegalArgumentException(
                    values.length + " numbers cannot be divided into points of " + width + " coordinates");
        }
    }

    /** Number of points. */
    public int count() {
        return values.length / width;
    }

    /** The first {@code count} points. */
    public Points first(int count) {
        return new Points(java.util.Arrays.copyOf(values, Math.multiplyExact(count, width)), width);
    }

    /** These points followed by {@code others}. */
    public Points and(Points others) {
        checkWidth(others);
        float[] joined = java.util.Arrays.copyOf(values, values.length + others.values.length);
        System.arraycopy(others.values, 0, joined, values.length, others.values.length);
        return new Points(joined, width);
    }

    /**
     * @throws IllegalArgumentException if the others have a different width, because two feature spaces were mixed up
     */
    void checkWidth(Points others) {
        if (others.width != width) {
            throw new IllegalArgumentException(
                    "points of " + width + " and of " + others.width + " coordinates cannot be compared");
        }
    }
}
