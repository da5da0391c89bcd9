package dev.elbo.events;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers by name, in a fixed order. */
public final class Metrics {
    private Metrics() {}

    /** One value for each name. */
    public static Map<String, Double> of(List<String> names, double... values) {
        if (names.size() != values.length) {
            throw new IllegalArgumentException(names.size() + " names for " + values.length + " values");
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            metrics.put(names.get(i), values[i]);
        }
        return Collections.unmodifiableMap(metrics);
    }
}
