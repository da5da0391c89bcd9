package dev.elbo.bench;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of a command line to what they name; a wrong one is told in the sentence of {@code naming}. */
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
