package dev.elbo.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the numbers of images become grey levels: numbers of [0, 1] as they are, others from black at their smallest to
 * white at their largest.
 *
 * @param black the number shown as black
 * @param white the number shown as white
 */
public record PictureScale(double black, double white) {
    private static final double OVERSHOOT = 0.5; // means of densities leave [0, 1] a little; those are clipped

    /** The scale for all the numbers together; those that are not finite do not count. */
    public static PictureScale of(float[]... images) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (float[] values : images) {
            for (float value : values) {
                if (Float.isFinite(value)) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
        }
        boolean unit = !(min < -OVERSHOOT || max > 1 + OVERSHOOT);
        return unit ? new PictureScale(0, 1) : new PictureScale(min, max);
    }

    /** Whether numbers are shown as they are. */
    public boolean isUnit() {
        return black == 0 && white == 1;
    }

    /** "black is -7.2, white 300"; empty if numbers are shown as they are. */
    public String describe() {
        return isUnit() ? "" : "black is " + number(black) + ", white " + number(white);
    }

    /** Four digits. */
    private static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros();
        return Math.abs(value) < 1e9 ? rounded.toPlainString() : rounded.toString();
    }

    /** A title with {@link #describe} in brackets, if there is anything to say. */
    public String title(String title) {
        return isUnit() ? title : title + " (" + describe() + ")";
    }

    /**
     * One picture for each image in (images, channels, height, width); of other than one or three channels, the first
     * or the first three are shown.
     */
    public List<Picture> pictures(float[] values, int channels, int height, int width) {
        int plane = height * width;
        int shown = channels >= 3 ? 3 : 1;
        List<Picture> pictures = new ArrayList<>();
        for (int from = 0; from + channels * plane <= values.length; from += channels * plane) {
            pictures.add(new Picture(shown, height, width, scaled(values, from, shown * plane)));
        }
        return pictures;
    }

    private float[] scaled(float[] values, int from, int count) {
        float[] part = Arrays.copyOfRange(values, from, from + count);
        for (int i = 0; !isUnit() && i < count; i++) {
            part[i] = white > black ? (float) ((part[i] - black) / (white - black)) : 0.5f;
        }
        return part;
    }
}
