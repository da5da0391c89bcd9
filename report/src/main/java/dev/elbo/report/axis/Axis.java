package dev.elbo.report.axis;

import java.util.List;

/** A labelled interval and the positions of values on it. */
public record Axis(String label, Range range, boolean log, boolean wholeNumbers, boolean grid) {
    public static Axis linear(String label, Range range) {
        return new Axis(label, range, false, false, true);
    }

    public static Axis logarithmic(String label, Range range) {
        return new Axis(label, range, true, false, true);
    }

    /** Ticks at whole numbers only: epochs, counts. */
    public Axis ofWholeNumbers() {
        return new Axis(label, range, log, true, grid);
    }

    public Axis withoutGrid() {
        return new Axis(label, range, log, wholeNumbers, false);
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
        return log
                ? Ticks.log(range.min(), range.max(), most, wholeNumbers)
                : Ticks.linear(range.min(), range.max(), most, wholeNumbers);
    }
}
