package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowShape;
import dev.elbo.data.Split;
import dev.elbo.data.Values;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The four files of MNIST, and of data sets with the same layout, combined: training rows first, then test rows. */
public final class Mnist {
    private static final int VALIDATION_ROWS = 10_000;
    static final List<String> FILES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    private Mnist() {}

    /**
     * Official split: all training rows but the last 10,000 for training, those for validation (a sixth if there are at
     * most 20,000), the t10k rows for testing.
     */
    public static Dataset read(String name, Path trainImages, Path trainLabels, Path testImages, Path testLabels) {
        NumericArray train = images(trainImages);
        NumericArray test = images(testImages);
        int trainRows = train.shape()[0];
        int testRows = test.shape()[0];
        int height = train.shape()[1];
        int width = train.shape()[2];
        if (test.shape()[1] != height || test.shape()[2] != width) {
            throw new DataException(
                    test.where() + " has images of " + test.shape()[1] + "x" + test.shape()[2] + " pixels, but "
                            + train.where() + " of " + height + "x" + width + "; use the files of one data set");
        }
        byte[] values = concat(bytes(train), bytes(test));
        int[] labels = new int[trainRows + testRows];
        System.arraycopy(ArrayDatasets.labels(IdxReader.read(trainLabels), trainRows), 0, labels, 0, trainRows);
        System.arraycopy(ArrayDatasets.labels(IdxReader.read(testLabels), testRows), 0, labels, trainRows, testRows);
        int validation = trainRows > 2 * VALIDATION_ROWS ? VALIDATION_ROWS : trainRows / 6;
        Split split = new Split(
                Split.range(0, trainRows - validation),
                Split.range(trainRows - validation, trainRows),
                Split.range(trainRows, trainRows + testRows));
        return new Dataset(
                        name,
                        RowShape.image(1, height, width),
                        new Values.Bytes(values, 255),
                        labels,
                        List.of(),
                        List.of())
                .withOfficialSplit(split);
    }

    private static NumericArray images(Path file) {
        NumericArray array = IdxReader.read(file);
        if (array.rank() != 3 || !(array.values() instanceof Values.Bytes)) {
            throw new DataException(array.where() + " has shape " + array.describeShape()
                    + "; expected bytes of shape (rows, height, width)");
        }
        return array;
    }

    private static byte[] bytes(NumericArray array) {
        return ((Values.Bytes) array.values()).data();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, Math.addExact(a.length, b.length));
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }
}
