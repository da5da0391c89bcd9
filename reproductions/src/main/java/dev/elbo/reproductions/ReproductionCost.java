package dev.elbo.reproductions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all runs of a reproduction cost.
 *
 * @param minutes of CPU time, from the mean over the measured runs of each row; those of rows without one are left out
 * @param unmeasured rows of which no run was measured
 */
public record ReproductionCost(double minutes, int unmeasured) {

    /** From the runs at hand, and for rows without any from the published results that come with the program. */
    static ReproductionCost of(Reproduction reproduction, List<RowLog.Entry> log) {
        Map<String, double[]> published = published(reproduction.name());
        double seconds = 0;
        int unmeasured = 0;
        for (String row : reproduction.rows()) {
            double[] own = log.stream()
                    .filter(entry -> entry.row().equals(row))
                    .mapToDouble(RowLog.Entry::cpuSeconds)
                    .toArray();
            double[] sumAndCount = own.length > 0
                    ? new double[] {Arrays.stream(own).sum(), own.length}
                    : published.getOrDefault(row, new double[2]);
            unmeasured += sumAndCount[1] == 0 ? 1 : 0;
            seconds += sumAndCount[1] == 0 ? 0 : sumAndCount[0] / sumAndCount[1] * reproduction.seeds();
        }
        return new ReproductionCost(seconds / 60, unmeasured);
    }

    /** By row: sum and number of the CPU seconds of its runs. */
    private static Map<String, double[]> published(String name) {
        Map<String, double[]> costs = new HashMap<>();
        try (InputStream stream = ReproductionCost.class.getResourceAsStream("results/" + name + ".csv")) {
            if (stream == null) {
                return costs;
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                if (cells.length == 5 && cells[2].equals("run") && cells[3].equals("cpu_seconds")) {
                    double[] sum = costs.computeIfAbsent(cells[0], row -> new double[2]);
                    sum[0] += Double.parseDouble(cells[4]);
                    sum[1]++;
                }
            }
            return costs;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the published results of " + name, e);
        }
    }
}
