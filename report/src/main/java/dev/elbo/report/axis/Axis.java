package dev.elbo.report.axis;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A labelled interval and the positions of values on it.
 *
 * @param names of the values 0, 1, … of an axis of categories; otherwise empty
 */
public record Axis(String label, Range range, boolean log, boolean wholeNumbers, boolean grid, List<String> names) {
    public Axis {
        names = List.copyOf(names);
    }

    public static Axis linear(String label, Range range) {
        return new Axis(label, range, false, false, true, List.of());
    }

    public static Axis logarithmic(String label, Range range) {
        return new Axis(label, range, true, false, true, List.of());
    }

    /** Categories at 0, 1, …, each with its name. */
    public static Axis ofNames(List<String> names) {
        return new Axis("", new Range(-0.5, names.size() - 0.5), false, false, true, names);
    }

    /** Ticks at whole numbers only: epochs, counts. */
    public Axis ofWholeNumbers() {
        return new Axis(label, range, log, true, grid, names);
    }

    public Axis withoutGrid() {
        return new Axis(label, range, log, wholeNumbers, false, names);
    }

    /** 0 at the start of the axis, 1 at its end. */
    public double fraction(double value) {
        return log
                ? Math.log(value / range.min()) / Math.log(range.max() / range.min())
                : (value - range.min()) / range.span();
    }

    /** For axes with a common scale: uses the tick step of the other axis. */
    public List<Ticks.Tick> ticksAsFarApartAs(List<Ticks.Tick> others) {
        return Ticks.every(others.get(1).value() - others.get(0).value(), range.min(), range.max());
    }

    public List<Ticks.Tick> ticks(int most) {
        if (!names.isEmpty()) {
            return IntStream.range(0, names.size())
                    .mapToObj(i -> new Ticks.Tick(i, names.get(i)))
                    .toList();
        }
        return log
                ? Ticks.log(range.min(), range.max(), most, wholeNumbers)
                : Ticks.linear(range.min(), range.max(), most, wholeNumbers);
    }
}
