package dev.elbo.cli;

import dev.elbo.data.formats.ArrayFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Small data and small runs. */
final class Fixtures {
    /** Settings of a run that takes a second. */
    static final String TINY = "--network mlp:8 --posterior normal:2 --epochs 2 --evaluation-samples 20 --threads 1";

    private Fixtures() {}

    /** Two clusters of normal numbers as float32. */
    static float[] numbers(int rows, int width, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((i / width) % 2 == 0 ? random.nextGaussian() : 4 + random.nextGaussian());
        }
        return values;
    }

    static Path npy(Path file, int rows, int width) {
        return write(file, ArrayFile.npy(numbers(rows, width, 1), rows, width));
    }

    static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, String content) {
        return write(file, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
