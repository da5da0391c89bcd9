package dev.elbo.io;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON: indented, in the order of their components. */
public final class Json {
    private static final JsonMapper PRETTY = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private static final int MOST_ELEMENTS = 100;

    private Json() {}

    /** One JSON object and a line feed. */
    public static String pretty(Object value) {
        return PRETTY.writeValueAsString(value) + "\n";
    }

    /**
     * Reads what {@link #pretty} has written.
     *
     * @throws ElboException if the file does not contain a record of this type
     */
    public static <T> T read(Path file, Class<T> type) {
        try {
            T value = PRETTY.readValue(Files.readAllBytes(file), type);
            String missing = value == null ? "everything" : missing(value);
            if (!missing.isEmpty()) {
                throw new ElboException("cannot read " + file + ": " + missing + " is missing in it");
            }
            return value;
        } catch (NoSuchFileException e) {
            throw new ElboException("cannot read " + file + ": there is no such file", e);
        } catch (IOException e) {
            throw new ElboException("cannot read " + file + ": " + e.getMessage(), e);
        } catch (JacksonException e) {
            String line = e.getLocation() == null || e.getLocation().getLineNr() < 1
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ")";
            throw new ElboException("cannot read " + file + ": it is not the JSON that was written there" + line, e);
        }
    }

    /**
     * All numbers in a file by their paths, such as {@code scale.frozen} or {@code points.0.rate}; those of arrays of
     * more than a hundred elements are left out.
     */
    public static Map<String, Double> numbers(Path file) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        collect(read(file, JsonNode.class), "", numbers);
        return numbers;
    }

    private static void collect(JsonNode node, String path, Map<String, Double> numbers) {
        if (node.isNumber()) {
            numbers.put(path, node.asDouble());
        } else if (node.isArray() && node.size() <= MOST_ELEMENTS) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), path.isEmpty() ? Integer.toString(i) : path + "." + i, numbers);
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(entry -> collect(
                            entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), numbers));
        }
    }

    /** The first component of a record that may not be absent, but is: text, arrays, lists and maps. */
    private static String missing(Object value) {
        if (!value.getClass().isRecord()) {
            return "";
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Class<?> type = component.getType();
            boolean reference = type == String.class
                    || type.isArray()
                    || List.class.isAssignableFrom(type)
                    || Map.class.isAssignableFrom(type);
            boolean needed = reference && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            try {
                component.getAccessor().setAccessible(true);
                if (needed && component.getAccessor().invoke(value) == null) {
                    return "'" + component.getName() + "'";
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component, e);
            }
        }
        return "";
    }
}
