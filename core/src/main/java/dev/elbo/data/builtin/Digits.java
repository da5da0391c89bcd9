package dev.elbo.data.builtin;

import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Synthetic digits: strokes of a digit in one of several handwritings, posed at random and inked on 28x28 grey pixels.
 * The same seed gives the same bytes on every platform.
 */
public final class Digits {
    public static final int ROWS = 10_000;
    public static final long SEED = 1;
    private static final int CLASSES = 10;

    private Digits() {}

    /** (rows, 28, 28) bytes; labels in random order; official split 8 : 1 : 1. */
    public static Dataset generate(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[rows * DigitPen.SIDE * DigitPen.SIDE];
        int[] labels = new int[rows];
        DigitPen pen = new DigitPen();
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextInt(CLASSES);
            pen.draw(labels[row], random, pixels, row * DigitPen.SIDE * DigitPen.SIDE);
        }
        List<String> names =
                IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
        Dataset data = new Dataset(
                "digits",
                RowShape.image(1, DigitPen.SIDE, DigitPen.SIDE),
                new Values.Bytes(pixels, 255),
                labels,
                names,
                List.of());
        return data.withOfficialSplit(Square.tenths(rows));
    }
}
