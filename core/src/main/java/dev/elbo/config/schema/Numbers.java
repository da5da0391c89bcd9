package dev.elbo.config.schema;

/** Numbers as text, in the form used by settings. */
public final class Numbers {
    private Numbers() {}

    /** Text that parses to the same number, without a fraction for whole numbers. */
    public static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
