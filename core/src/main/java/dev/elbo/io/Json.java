package dev.elbo.io;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON: indented, in the order of their components. */
public final class Json {
    private static final JsonMapper PRETTY = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

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
            return PRETTY.readValue(Files.readAllBytes(file), type);
        } catch (java.io.IOException | JacksonException e) {
            throw new ElboException(
                    "cannot read " + file + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }
}
