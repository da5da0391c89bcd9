package dev.elbo.report;

import org.jspecify.annotations.Nullable;

/** An x to point out with a dashed vertical line, and a label above it, which may be null. */
public record Marker(double at, @Nullable String label) {
    String text() {
        return label == null ? "" : label.strip();
    }
}
