package dev.elbo.config.schema;

/** Numbers as settings write them. */
public final class Numbers {
    private Numbers() {}

    /** The shortest text that reads back as the same number. */
    public static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
