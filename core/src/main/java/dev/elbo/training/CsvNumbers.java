package dev.elbo.training;

/** A line of numbers separated by commas. */
final class CsvNumbers {
    private CsvNumbers() {}

    /** @throws IllegalArgumentException if there are not exactly {@code count} cells, or one is not a number */
    static double[] parse(String line, int count) {
        String[] cells = line.strip().split(",", -1);
        if (cells.length != count) {
            throw new IllegalArgumentException(
                    "expected " + count + " cells, got " + cells.length + " in '" + line + "'");
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = Double.parseDouble(cells[i]);
        }
        return numbers;
    }
}
