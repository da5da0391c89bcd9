package dev.elbo.data.images;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.HeapRoom;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.io.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A folder or zip archive of images as a {@link Dataset}. The class of an image is its parent folder, if there is more
 * than one; top-level folders "train", "test" and "validation" define the official split.
 */
public final class ImageCollection {
    private static final long MAX_DECODED = 2_000_000_000L;

    private final Path source;
    private final ImageOptions options;
    private final List<String> names = new ArrayList<>();
    private final List<Pixels> images = new ArrayList<>();
    private long decoded;
    private int turned;
    private int animated;

    private ImageCollection(Path source, ImageOptions options) {
        this.source = source;
        this.options = options;
    }

    /**
     * Decodes every image.
     *
     * @throws DataException if there is no image, one is damaged, or they do not fit in memory
     */
    public static Dataset read(String name, Path folderOrZip, ImageOptions options) {
        ImageCollection collection = new ImageCollection(folderOrZip, options);
        List<String> skipped = ImageFiles.visit(folderOrZip, collection::checkRoom, collection::add);
        List<String> unread = skipped.stream().filter(ImageDecoder::isUnread).toList();
        String formats =
                unread.stream().map(ImageDecoder::extension).distinct().sorted().collect(Collectors.joining(", "));
        if (collection.images.isEmpty()) {
            throw new DataException("'" + folderOrZip + "' contains no images (PNG, JPEG, GIF, BMP, TIFF)"
                    + (skipped.isEmpty() ? "" : " among its " + skipped.size() + " files")
                    + (unread.isEmpty()
                            ? "; choose a folder or zip archive of images"
                            : "; convert those in other formats (" + formats + "), for example to PNG"));
        }
        List<String> notes = new ArrayList<>();
        if (!unread.isEmpty()) {
            notes.add(
                    unread.size() + (unread.size() == 1 ? " image in a format that is" : " images in formats that are")
                            + " not read (" + formats + ") " + (unread.size() == 1 ? "was" : "were")
                            + " skipped; convert such images, for example to PNG");
        }
        int others = skipped.size() - unread.size();
        if (others > 0) {
            notes.add(others + (others == 1 ? " file that is not an image was" : " files that are not images were")
                    + " skipped");
        }
        return collection.toDataset(name, notes);
    }

    /** One file: a row, or one row per page of a TIFF. */
    static Dataset readOne(String name, Path file, byte[] encoded) {
        ImageCollection collection = new ImageCollection(file, ImageOptions.NONE);
        ImageDecoder.Decoded image = ImageDecoder.decode(file.toString(), encoded, 0, true);
        List<String> notes = new ArrayList<>();
        if (image.frames().size() > 1) {
            notes.add("every page of the file is a row");
        }
        for (Pixels frame : image.frames()) {
            collection.images.add(frame);
            collection.names.add(image.frames().size() == 1 ? name : name + ":" + collection.images.size());
        }
        collection.count(image);
        return collection.toDataset(name, notes);
    }

    private void checkRoom(int count) {
        if (options.height().isPresent() || options.width().isPresent()) {
            ImageConversion.checkRoom(source.toString(), count, (long) height() * width());
        }
    }

    private int height() {
        return options.height().orElseGet(() -> options.width().getAsInt());
    }

    private int width() {
        return options.width().orElseGet(() -> options.height().getAsInt());
    }

    private void add(String name, byte[] encoded) {
        ImageDecoder.Decoded file = ImageDecoder.decode(source + "/" + Shown.text(name), encoded, decoded, false);
        count(file);
        Pixels image = file.first();
        if (options.grey().orElse(false)) {
            image = image.toGrey();
        }
        if (options.height().isPresent() || options.width().isPresent()) {
            image = image.resizedTo(height(), width());
        }
        decoded += image.memory();
        if (decoded > MAX_DECODED) {
            throw new DataException("the images of '" + source + "' take more than " + MAX_DECODED
                    + " bytes when decoded; resize them to a smaller size");
        }
        names.add(name);
        images.add(image);
    }

    private void count(ImageDecoder.Decoded file) {
        turned += file.turned() ? 1 : 0;
        animated += file.total() > file.frames().size() ? 1 : 0;
    }

    private Dataset toDataset(String name, List<String> notes) {
        if (turned > 0) {
            notes.add(turned + (turned == 1 ? " image was" : " images were")
                    + " turned upright, as the orientation in the file (EXIF) says");
        }
        if (animated > 0) {
            notes.add(animated + (animated == 1 ? " file has" : " files have")
                    + " several frames or pages, of which only the first is read");
        }
        PixelDepths.unify(source.toString(), images, notes);
        unifyChannels(notes);
        unifySizes(notes);
        Pixels first = images.get(0);
        ImageFolders folders = ImageFolders.of(names, notes);
        HeapRoom.check(
                "joining the " + images.size() + " images of '" + source + "'", 2L * first.memory() * images.size());
        PixelUnits read = PixelUnits.of(ImageConversion.join(name, images), first.height(), first.width());
        notes.addAll(read.notes());
        if (first.channels() == 1
                && PixelUnits.isPicture(first.height(), first.width())
                && areBlackAndWhite(read.values())) {
            notes.add("every pixel is black or white, and they were read as the levels 0 and 255 out of 256");
        }
        Dataset data = new Dataset(
                name,
                RowShape.image(first.channels(), first.height(), first.width()),
                read.values(),
                folders.labelsOrNull(),
                folders.classes(),
                List.of());
        Dataset noted = data.withRowNames(names).withNotes(notes);
        return folders.splitOrNull() == null ? noted : noted.withOfficialSplit(folders.splitOrNull());
    }

    private static boolean areBlackAndWhite(Values values) {
        boolean black = false;
        boolean white = false;
        if (!(values instanceof Values.Bytes bytes)) {
            return false;
        }
        for (byte level : bytes.data()) {
            if (level != 0 && level != -1) {
                return false;
            }
            black |= level == 0;
            white |= level != 0;
        }
        return black && white;
    }

    /** Grey if all images are; otherwise colour. */
    private void unifyChannels(List<String> notes) {
        long grey = images.stream().filter(Pixels::isGrey).count();
        boolean toGrey = options.grey().orElse(grey == images.size());
        if (!toGrey && grey > 0 && grey < images.size()) {
            notes.add(grey + " of " + images.size() + " images are grey and were converted to colour like the others");
        }
        images.replaceAll(image -> toGrey ? image.toGrey() : image.toColour());
    }

    /** The most common size for all images; the larger one in case of a tie. */
    private void unifySizes(List<String> notes) {
        Map<Long, Integer> counts = new TreeMap<>();
        for (Pixels image : images) {
            counts.merge((long) image.height() << 32 | image.width(), 1, Integer::sum);
        }
        if (counts.size() == 1) {
            return;
        }
        long best = 0;
        int most = 0;
        for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
            if (entry.getValue() >= most) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        int height = (int) (best >>> 32);
        int width = (int) best;
        int others = images.size() - most;
        notes.add("the images have " + counts.size() + " sizes; " + others + " of " + images.size()
                + " were resized to the most common one, " + height + "x" + width);
        ImageConversion.checkRoom(
                source.toString(), images.size(), images.get(0).channels() * (long) height * width);
        images.replaceAll(image -> image.resizedTo(height, width));
    }
}
