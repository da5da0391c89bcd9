package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;

/** How closely double-precision functions must agree with the reference tables. */
final class Digits {
    private Digits() {}

    /** 1e-12 of the value, or 1e-12 near zero. */
    static Offset<Double> twelve(double expected) {
        return within(1e-12 * Math.max(1, Math.abs(expected)));
    }

    /** 1e-12 of the value, however small. */
    static Offset<Double> twelveRelative(double expected) {
        return within(1e-12 * Math.abs(expected));
    }
}
