package dev.elbo.data.images;

import dev.elbo.data.DataException;
import dev.elbo.data.HeapRoom;
import dev.elbo.io.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes PNG, JPEG, GIF, BMP and TIFF: samples are taken from the raster, without applying gamma or a colour profile,
 * and photographs are turned upright as their EXIF orientation says.
 */
public final class ImageDecoder {
    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff");
    private static final Set<String> UNREAD = Set.of(
            "webp", "jp2", "j2k", "jpx", "heic", "heif", "avif", "jxl", "svg", "tga", "ppm", "pgm", "pbm", "pnm", "ico",
            "psd", "exr", "hdr", "dng", "cr2", "nef", "arw", "dcm");
    private static final long MAX_PIXELS = 100_000_000;
    private static final int MEMORY_PER_PIXEL = 8; // the decoder's image and ours, at most for three bytes a pixel
    private static final int MAX_FRAMES = 10_000;
    private static final String CUT_OFF = "premature end of data";

    private ImageDecoder() {}

    /**
     * A decoded file.
     *
     * @param frames the first, or all pages of a TIFF if they were asked for
     * @param total number of frames or pages in the file
     * @param turned whether the orientation of the file turned the image
     */
    record Decoded(List<Pixels> frames, int total, boolean turned) {
        Pixels first() {
            return frames.get(0);
        }
    }

    /** Whether a file name ends as those of images do. */
    public static boolean isImage(String fileName) {
        return EXTENSIONS.contains(extension(fileName));
    }

    /** Whether a file name ends as those of images in formats that are not read. */
    static boolean isUnread(String fileName) {
        return UNREAD.contains(extension(fileName));
    }

    /** What follows the last point, in lower case. */
    static String extension(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The first frame of one image. */
    static Pixels decode(String where, byte[] encoded) {
        return decode(where, encoded, 0, false).first();
    }

    /**
     * Decodes one image.
     *
     * @param held bytes of memory that images decoded before take
     * @param pages whether all pages of a TIFF are read, if they have one size
     * @throws DataException if the bytes are not an image, or a damaged or enormous one; the message names {@code
     *     where}
     */
    static Decoded decode(String where, byte[] encoded, long held, boolean pages) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new DataException(
                        "'" + where + "' is not a readable image (PNG, JPEG, GIF, BMP, TIFF); repair or remove it");
            }
            ImageReader reader = readers.next();
            try {
                return decode(where, reader, in, encoded, held, pages);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException | StackOverflowError e) {
            if (e instanceof DataException known) {
                throw known;
            }
            throw new DataException(
                    "'" + where + "' is a damaged image (" + Reason.of(e) + "); repair or remove it", e);
        } catch (OutOfMemoryError e) {
            throw HeapRoom.exhausted("'" + where + "'", e);
        }
    }

    private static Decoded decode(
            String where, ImageReader reader, ImageInputStream in, byte[] encoded, long held, boolean pages)
            throws IOException {
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        boolean tiff = format.startsWith("tif");
        int total = tiff ? TiffDirectories.pages(encoded) : 1;
        int orientation = Orientation.of(encoded);
        reader.setInput(in, false, true);
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        List<Pixels> frames =
                new ArrayList<>(List.of(frame(where, reader, 0, held).upright(orientation)));
        total = format.equals("gif") ? count(reader) : total;
        boolean all = pages && tiff && sameSize(reader, total);
        long memory = held + frames.get(0).memory();
        for (int i = 1; all && i < total; i++) {
            Pixels page = frame(where, reader, i, memory).upright(orientation);
            memory += page.memory();
            frames.add(page);
        }
        if (warnings.stream().anyMatch(warning -> warning.contains(CUT_OFF))) {
            throw new EOFException(); // the JPEG reader would fill the rest with grey
        }
        return new Decoded(frames, total, orientation != 1);
    }

    private static Pixels frame(String where, ImageReader reader, int index, long held) throws IOException {
        long pixels = (long) reader.getWidth(index) * reader.getHeight(index);
        if (pixels > MAX_PIXELS) {
            throw new DataException("'" + where + "' has " + pixels + " pixels, more than the " + MAX_PIXELS
                    + " allowed; reduce its size");
        }
        HeapRoom.check(
                "'" + where + "' (" + pixels + " pixels) together with the images before it",
                held + pixels * MEMORY_PER_PIXEL);
        BufferedImage image = reader.read(index);
        return RasterPixels.of(where, image);
    }

    /** Frames; 1 if those behind the first cannot be counted. */
    private static int count(ImageReader reader) {
        try {
            return Math.max(1, Math.min(MAX_FRAMES, reader.getNumImages(true)));
        } catch (IOException | RuntimeException e) {
            return 1;
        }
    }

    /** Thumbnails behind an image have another size. */
    private static boolean sameSize(ImageReader reader, int total) throws IOException {
        for (int i = 1; i < total; i++) {
            if (reader.getWidth(i) != reader.getWidth(0) || reader.getHeight(i) != reader.getHeight(0)) {
                return false;
            }
        }
        return true;
    }
}
