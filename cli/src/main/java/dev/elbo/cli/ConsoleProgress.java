package dev.elbo.cli;

import dev.elbo.training.EpochMetrics;
import dev.elbo.training.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Progress on standard error: one line that redraws itself on a terminal, plain lines elsewhere. Written by hand, since
 * the libraries for it pull in a terminal emulation layer for some thirty lines of work.
 */
final class ConsoleProgress implements Progress {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 30_000_000_000L;
    private static final int BAR = 24;

    private final PrintWriter err;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private long lastShown = started;
    private long firstStep = -1;
    private long stepsBefore;
    private int width;

    ConsoleProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** On the command's standard error. */
    static ConsoleProgress of(CommandSpec spec) {
        return new ConsoleProgress(spec.commandLine().getErr(), Boolean.getBoolean("elbo.tty"));
    }

    @Override
    public void message(String text) {
        clear();
        err.println(text);
        err.flush();
    }

    @Override
    public void step(int epoch, int epochs, int step, int steps, double loss, double reconstruction, double kl) {
        long done = (epoch - 1L) * steps + step;
        if (firstStep < 0) {
            firstStep = System.nanoTime();
            stepsBefore = done;
        }
        if (!terminal || System.nanoTime() - lastShown < REDRAW_NANOS) {
            return;
        }
        long total = (long) epochs * steps;
        double rate = (System.nanoTime() - firstStep) / (double) Math.max(1, done - stepsBefore);
        redraw(String.format(
                Locale.ROOT,
                "%s %3d%%  epoch %d/%d  loss %.2f  RE %.2f  KL %.2f  %s left",
                bar(done / (double) total),
                100 * done / total,
                epoch,
                epochs,
                loss,
                reconstruction,
                kl,
                time((long) (rate * (total - done)))));
    }

    @Override
    public void epoch(EpochMetrics metrics, int epochs, boolean improved) {
        boolean first = metrics.epoch() == 1;
        boolean last = metrics.epoch() == epochs;
        if (terminal || (!first && !last && System.nanoTime() - lastShown < LINE_NANOS)) {
            return;
        }
        err.println(metrics.summary(epochs) + (improved ? "  best" : "") + "  " + time(System.nanoTime() - started));
        err.flush();
        lastShown = System.nanoTime();
    }

    @Override
    public void rows(String what, int done, int total) {
        long now = System.nanoTime();
        if (terminal) {
            if (done == total) {
                clear();
            } else if (now - lastShown >= REDRAW_NANOS) {
                redraw(String.format(Locale.ROOT, "%s %s %d/%d rows", bar(done / (double) total), what, done, total));
            }
        } else if (now - lastShown >= LINE_NANOS || done == total) {
            err.printf(Locale.ROOT, "%s %d/%d rows  %s%n", what, done, total, time(now - started));
            err.flush();
            lastShown = now;
        }
    }

    void finish() {
        clear();
    }

    private void redraw(String line) {
        err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        err.flush();
        width = line.length();
        lastShown = System.nanoTime();
    }

    private void clear() {
        if (terminal && width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
            width = 0;
        }
    }

    private static String bar(double share) {
        int full = (int) Math.round(BAR * Math.min(1, share));
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    private static String time(long nanos) {
        Duration d = Duration.ofNanos(nanos);
        return d.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", d.toHours(), d.toMinutesPart(), d.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", d.toMinutesPart(), d.toSecondsPart());
    }
}
