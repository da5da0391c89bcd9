package dev.elbo.data.images;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.HeapRoom;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.data.images.Pixels.Depth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies {@link ImageOptions} to data that have already been read. */
public final class ImageConversion {
    private ImageConversion() {}

    /**
     * Resizes and converts to grey as requested.
     *
     * @throws DataException if a conversion is requested of data that are not images, or the result does not fit in
     *     memory
     */
    public static Dataset apply(Dataset data, ImageOptions options) {
        if (options.isEmpty()) {
            return data;
        }
        if (!data.shape().image()) {
            throw new DataException("size and grey conversion apply only to images, but '" + data.name()
                    + "' has rows of " + data.shape().describe() + "; leave both unset");
        }
        RowShape from = data.shape();
        int height = options.height().orElse(options.width().orElse(from.height()));
        int width = options.width().orElse(options.height().orElse(from.width()));
        boolean toGrey = from.channels() == 3 && options.grey().orElse(false);
        boolean toColour = from.channels() == 1 && !options.grey().orElse(true);
        boolean resize = height != from.height() || width != from.width();
        if (!toGrey && !toColour && !resize) {
            return data;
        }
        boolean binary = data.values() instanceof Values.Bytes bytes && bytes.maxValue() != 255;
        if (binary || (from.channels() != 1 && from.channels() != 3)) {
            throw new DataException("size and grey conversion apply only to images of pixels or numbers with 1 or 3"
                    + " channels, but '" + data.name() + "' is "
                    + (binary ? "binary" : from.describe()) + "; leave both unset");
        }
        int channels = toGrey ? 1 : toColour ? 3 : from.channels();
        checkRoom(data.name(), data.rows(), (long) channels * height * width);
        List<Pixels> images = new ArrayList<>(data.rows());
        for (int row = 0; row < data.rows(); row++) {
            Pixels image = image(data, row);
            image = toGrey ? image.toGrey() : toColour ? image.toColour() : image;
            images.add(image.resizedTo(height, width));
        }
        return rebuilt(data, images, resize ? "resized from " + from.describe() : null);
    }

    private static Pixels image(Dataset data, int row) {
        RowShape shape = data.shape();
        int from = row * shape.size();
        int to = from + shape.size();
        return data.values() instanceof Values.Bytes bytes
                ? new Pixels(
                        shape.channels(), shape.height(), shape.width(), Arrays.copyOfRange(bytes.data(), from, to))
                : new Pixels(
                        shape.channels(),
                        shape.height(),
                        shape.width(),
                        new Values.Floats(Arrays.copyOfRange(((Values.Floats) data.values()).data(), from, to)),
                        Depth.NUMBERS);
    }

    private static Dataset rebuilt(Dataset data, List<Pixels> images, @Nullable String note) {
        Pixels first = images.get(0);
        Dataset result = new Dataset(
                data.name(),
                RowShape.image(first.channels(), first.height(), first.width()),
                join(data.name(), images),
                data.labelsOrNull(),
                data.labelNames(),
                List.of());
        List<String> notes = new ArrayList<>(data.notes());
        if (note != null) {
            notes.add(note);
        }
        Dataset noted = result.withRowNames(data.rowNames()).withNotes(notes);
        return data.officialSplit().map(noted::withOfficialSplit).orElse(noted);
    }

    /**
     * Before images are brought to a size: they must fit in one array and in memory.
     *
     * @param size values of one image, at least
     */
    static void checkRoom(String name, int count, long size) {
        if (size * count > Integer.MAX_VALUE - 8) {
            throw tooMany(name, count, size);
        }
        HeapRoom.check("resizing the " + count + " images of '" + name + "'", 2 * size * count);
    }

    private static DataException tooMany(String name, int count, long size) {
        return new DataException("the " + count + " images of '" + name + "' with " + size
                + " values each take " + HeapRoom.size(size * count)
                + ", which do not fit in memory; resize them to a smaller size");
    }

    /** Concatenates images of one shape and depth. */
    static Values join(String name, List<Pixels> images) {
        Pixels first = images.get(0);
        int size = first.values().length();
        if ((long) size * images.size() > Integer.MAX_VALUE - 8) {
            throw tooMany(name, images.size(), size);
        }
        boolean bytes = first.depth() == Depth.BYTE;
        Object all = bytes ? new byte[size * images.size()] : new float[size * images.size()];
        for (int i = 0; i < images.size(); i++) {
            Values one = images.get(i).values();
            Object source = one instanceof Values.Floats floats ? floats.data() : ((Values.Bytes) one).data();
            System.arraycopy(source, 0, all, i * size, size);
        }
        return all instanceof byte[] levels ? new Values.Bytes(levels, 255) : new Values.Floats((float[]) all);
    }
}
