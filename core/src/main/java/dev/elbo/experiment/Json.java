package dev.elbo.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON files of a run directory: indented, in the order of the record's components. */
final class Json {
    private static final JsonMapper PRETTY = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private Json() {}

    static String pretty(Object value) {
        return PRETTY.writeValueAsString(value) + "\n";
    }

    static <T> T read(Path file, Class<T> type) {
        try {
            return PRETTY.readValue(Files.readAllBytes(file), type);
        } catch (java.io.IOException | JacksonException e) {
            throw new UserException(
                    "cannot read " + file + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }
}
