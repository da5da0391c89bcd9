package dev.elbo.data.formats;

import dev.elbo.data.Values;
import org.jspecify.annotations.Nullable;

/** Arrays that give each row a class: whole numbers of at least 0, as a vector, a single column or one-hot rows. */
final class ClassArrays {
    private static final float MOST = 1e9f;

    private ClassArrays() {}

    /** The array as (rows); null if it is no class for each of that many rows. */
    static @Nullable NumericArray of(NumericArray array, int rows) {
        NumericArray vector = vector(array);
        if (vector.rank() == 2 && vector.shape()[0] == rows) {
            vector = fromOneHot(vector);
        }
        return vector != null && vector.rank() == 1 && vector.shape()[0] == rows && areClasses(vector.values())
                ? vector
                : null;
    }

    /** MATLAB has no vectors: (n, 1) and (1, n) are read as (n). */
    private static NumericArray vector(NumericArray array) {
        int[] s = array.shape();
        boolean flat = s.length == 2 && (s[0] == 1 || s[1] == 1);
        return flat ? new NumericArray(array.where(), new int[] {s[0] * s[1]}, array.values()) : array;
    }

    /** The place of the one in every row of zeros; null if there is a row of another kind. */
    private static @Nullable NumericArray fromOneHot(NumericArray array) {
        int rows = array.shape()[0];
        int classes = array.shape()[1];
        float[] chosen = new float[rows];
        for (int row = 0; row < rows; row++) {
            int ones = 0;
            for (int c = 0; c < classes; c++) {
                float value = array.values().get(row * classes + c);
                if (value == 1) {
                    ones++;
                    chosen[row] = c;
                } else if (value != 0) {
                    return null;
                }
            }
            if (ones != 1) {
                return null;
            }
        }
        return new NumericArray(array.where(), new int[] {rows}, new Values.Floats(chosen));
    }

    private static boolean areClasses(Values values) {
        for (int i = 0; i < values.length(); i++) {
            double value = values.exact(i);
            if (!(value >= 0 && value <= MOST) || value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }
}
