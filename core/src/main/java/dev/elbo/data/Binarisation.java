package dev.elbo.data;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Static binarisation: every value is sampled once and then fixed. */
public final class Binarisation {
    private static final String NOTE = "binarised once: every value was sampled as 0 or 1";

    private Binarisation() {}

    /**
     * Bytes 0 or 1 (maxValue 1), each 1 with the probability of its unit value; labels, notes and split are kept.
     *
     * @throws DataException if the data are floats outside [0, 1]
     */
    public static Dataset fixed(Dataset data, RandomGenerator random) {
        int size = data.shape().size();
        byte[] values = new byte[data.values().length()];
        float[] row = new float[size];
        Encoding encoding = Encoding.bernoulli(random);
        for (int r = 0; r < data.rows(); r++) {
            encoding.encode(data, r, row, 0);
            for (int i = 0; i < size; i++) {
                values[r * size + i] = (byte) row[i];
            }
        }
        Dataset binary = new Dataset(
                data.name(),
                data.shape(),
                new Values.Bytes(values, 1),
                data.labelsOrNull(),
                data.labelNames(),
                data.columnNames());
        Dataset noted = binary.withRowNames(data.rowNames()).withNotes(noted(data.notes()));
        return data.officialSplit().map(noted::withOfficialSplit).orElse(noted);
    }

    private static List<String> noted(List<String> notes) {
        List<String> all = new ArrayList<>(notes);
        if (!all.contains(NOTE)) {
            all.add(NOTE);
        }
        return all;
    }
}
