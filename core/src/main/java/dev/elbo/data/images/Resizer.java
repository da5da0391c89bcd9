package dev.elbo.data.images;

/**
 * Separable triangle filter, widened for reduction so that every source pixel contributes: bilinear interpolation when
 * enlarging, smooth averaging when reducing. A convex combination of the source, so the range of values never grows.
 */
final class Resizer {
    private Resizer() {}

    /** (channels, height, width) -> (channels, newHeight, newWidth). */
    static float[] resize(float[] planes, int channels, int height, int width, int newHeight, int newWidth) {
        Taps across = Taps.of(width, newWidth);
        Taps down = Taps.of(height, newHeight);
        float[] result = new float[channels * newHeight * newWidth];
        float[] narrow = new float[height * newWidth];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < newWidth; x++) {
                    narrow[y * newWidth + x] = across.apply(planes, (c * height + y) * width, 1, x);
                }
            }
            for (int y = 0; y < newHeight; y++) {
                for (int x = 0; x < newWidth; x++) {
                    result[(c * newHeight + y) * newWidth + x] = down.apply(narrow, x, newWidth, y);
                }
            }
        }
        return result;
    }

    /** For every target position, the first source pixel and the weights of the pixels from there on. */
    private record Taps(int[] start, float[][] weights) {
        static Taps of(int source, int target) {
            double scale = (double) source / target;
            double radius = Math.max(1, scale);
            int[] start = new int[target];
            float[][] weights = new float[target][];
            for (int t = 0; t < target; t++) {
                double centre = (t + 0.5) * scale;
                int first = Math.max(0, (int) Math.floor(centre - radius));
                int last = Math.min(source - 1, (int) Math.ceil(centre + radius) - 1);
                double[] raw = new double[last - first + 1];
                double sum = 0;
                for (int i = 0; i < raw.length; i++) {
                    raw[i] = Math.max(0, 1 - Math.abs(first + i + 0.5 - centre) / radius);
                    sum += raw[i];
                }
                start[t] = first;
                weights[t] = new float[raw.length];
                for (int i = 0; i < raw.length; i++) {
                    weights[t][i] = (float) (raw[i] / sum);
                }
            }
            return new Taps(start, weights);
        }

        float apply(float[] source, int offset, int stride, int t) {
            float sum = 0;
            int at = offset + start[t] * stride;
            for (float weight : weights[t]) {
                sum += weight * source[at];
                at += stride;
            }
            return sum;
        }
    }
}
