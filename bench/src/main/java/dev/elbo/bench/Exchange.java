package dev.elbo.bench;

import dev.elbo.tensor.StoredTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Arrays for exchange with programs in any language: a folder with one {@code NAME.f32} per array (float32
 * little-endian, row-major) and a file {@code index} with one line {@code NAME LENGTH LENGTH …} per array.
 */
final class Exchange {
    private Exchange() {}

    static void write(Path folder, Map<String, StoredTensor> arrays) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, StoredTensor> array : arrays.entrySet()) {
                float[] values = array.getValue().values();
                ByteBuffer bytes =
                        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(values);
                Files.write(file(folder, array.getKey()), bytes.array());
            }
            String index = arrays.entrySet().stream()
                    .map(array -> array.getKey() + " " + lengths(array.getValue()) + "\n")
                    .collect(Collectors.joining());
            Files.writeString(folder.resolve("index"), index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lengths(StoredTensor array) {
        return LongStream.of(array.shape()).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    private static Path file(Path folder, String name) {
        return folder.resolve(name + ".f32");
    }

    static Map<String, StoredTensor> read(Path folder) {
        try {
            Map<String, StoredTensor> arrays = new LinkedHashMap<>();
            for (String line : Files.readAllLines(folder.resolve("index"))) {
                String[] words = line.split(" ");
                long[] shape =
                        Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file(folder, words[0])))
                        .order(ByteOrder.LITTLE_ENDIAN);
                float[] values = new float[bytes.remaining() / Float.BYTES];
                bytes.asFloatBuffer().get(values);
                arrays.put(words[0], new StoredTensor(shape, values));
            }
            return arrays;
        } catch (IOException e) {
            throw new UncheckedIOException("run 'agree elbo' first, which writes " + folder, e);
        }
    }
}
