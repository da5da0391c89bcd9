package dev.elbo.bench;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts words of a command line to what they name; {@code naming} throws with a one-sentence message for an unknown
 * word.
 */
record WordConverter<T>(Function<String, T> naming) implements ITypeConverter<T> {
    @Override
    public T convert(String word) {
        try {
            return naming.apply(word);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
