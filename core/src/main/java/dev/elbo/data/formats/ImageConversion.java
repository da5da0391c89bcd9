package dev.elbo.data.formats;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
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
     * @throws DataException if a conversion is requested of data that are not images
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
        if (!(data.values() instanceof Values.Bytes bytes) || bytes.maxValue() != 255 || from.channels() > 3) {
            throw new DataException(
                    "size and grey conversion apply only to images of bytes 0..255 with 1 or 3 channels, which '"
                            + data.name() + "' does not contain; leave both unset");
        }
        Pixels[] images = new Pixels[data.rows()];
        for (int row = 0; row < images.length; row++) {
            byte[] one = Arrays.copyOfRange(bytes.data(), row * from.size(), (row + 1) * from.size());
            Pixels image = new Pixels(from.channels(), from.height(), from.width(), one);
            image = toGrey ? image.toGrey() : toColour ? image.toColour() : image;
            images[row] = image.resizedTo(height, width);
        }
        return rebuilt(data, images, resize ? "resized from " + from.describe() : null);
    }

    private static Dataset rebuilt(Dataset data, Pixels[] images, @Nullable String note) {
        Dataset result = new Dataset(
                data.name(),
                RowShape.image(images[0].channels(), images[0].height(), images[0].width()),
                join(data.name(), Arrays.asList(images)),
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

    /** Concatenates images of one shape. */
    static Values.Bytes join(String name, List<Pixels> images) {
        int size = images.get(0).data().length;
        if ((long) size * images.size() > Integer.MAX_VALUE - 8) {
            throw new DataException("the " + images.size() + " images of '" + name + "' with " + size
                    + " values each do not fit in memory; resize them to a smaller size");
        }
        byte[] all = new byte[size * images.size()];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i).data(), 0, all, i * size, size);
        }
        return new Values.Bytes(all, 255);
    }
}
