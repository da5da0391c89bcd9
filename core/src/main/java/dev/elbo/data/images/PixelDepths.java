package dev.elbo.data.images;

import dev.elbo.data.DataException;
import dev.elbo.data.Values;
import dev.elbo.data.images.Pixels.Depth;
import java.util.List;

/** Brings the images of one set from the depths of their files to one kind of values. */
final class PixelDepths {
    /** White of 8, 10, 12 and 16 bits. */
    private static final int[] WHITES = {255, 1023, 4095, 65535};

    private PixelDepths() {}

    /**
     * Images of more than 8 bits become bytes; white is that of the fewest bits that hold the largest sample of the set.
     *
     * @throws DataException if images of numbers and of pixel levels are mixed
     */
    static void unify(String source, List<Pixels> images, List<String> notes) {
        long numbers =
                images.stream().filter(image -> image.depth() == Depth.NUMBERS).count();
        if (numbers > 0 && numbers < images.size()) {
            throw new DataException("'" + source + "' contains " + numbers + " images of numbers (32 bits) and "
                    + (images.size() - numbers) + " of pixel levels; save all in one way");
        }
        float largest = 0;
        boolean wide = false;
        for (Pixels image : images) {
            if (image.depth() == Depth.WIDE) {
                wide = true;
                for (float value : ((Values.Floats) image.values()).data()) {
                    largest = Math.max(largest, value);
                }
            }
        }
        if (!wide) {
            return;
        }
        int white = white(largest);
        images.replaceAll(image -> image.depth() == Depth.WIDE ? toBytes(image, white) : image);
        if (white != WHITES[WHITES.length - 1]) {
            notes.add("the largest sample of the 16-bit images is " + (int) largest + ", so white was taken to be "
                    + white + " (" + Integer.bitCount(white) + " bits)");
        }
    }

    private static int white(float largest) {
        if (largest == 0) {
            return WHITES[WHITES.length - 1];
        }
        int at = 0;
        while (largest > WHITES[at]) {
            at++;
        }
        return WHITES[at];
    }

    private static Pixels toBytes(Pixels image, int white) {
        byte[] bytes = new byte[image.values().length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(image.values().get(i) * 255.0 / white);
        }
        return new Pixels(image.channels(), image.height(), image.width(), bytes);
    }
}
