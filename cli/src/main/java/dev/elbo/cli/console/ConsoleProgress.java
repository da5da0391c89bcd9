package dev.elbo.cli.console;

import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.io.Shown;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Shows progress on standard error: a line that is redrawn on a terminal, plain lines elsewhere. Written by hand, since
 * progress bar libraries depend on a terminal emulation layer.
 */
public final class ConsoleProgress implements RunListener {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 30_000_000_000L;
    private static final int BAR = 24;

    /** The metrics that are shown, with their short names. */
    private static final Map<String, String> NAMES = Map.of(
            "loss", "loss",
            "reconstruction", "RE",
            "kl", "KL",
            "train_loss", "loss",
            "train_reconstruction", "reconstruction",
            "train_kl", "KL",
            "beta", "beta",
            "validation_loss", "validation",
            "validation_auc", "validation AUC",
            "unlabelled_bound", "bound");

    private final PrintWriter err;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private long lastShown = started;
    private int steps;
    private int epochs;
    private long begun = started;
    private long stepsBefore;
    private int width;

    ConsoleProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Progress on the standard error stream of a command. */
    public static ConsoleProgress of(CommandSpec spec) {
        return new ConsoleProgress(spec.commandLine().getErr(), Boolean.getBoolean("elbo.tty"));
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.Noted noted) {
            message(noted.text());
        } else if (event instanceof RunEvent.Warned warned) {
            message(warned.text());
        } else if (event instanceof RunEvent.Started started) {
            begin(started);
        } else if (event instanceof RunEvent.Step step) {
            step(step);
        } else if (event instanceof RunEvent.Epoch epoch) {
            epoch(epoch);
        } else if (event instanceof RunEvent.Progressed progressed) {
            rows(progressed);
        }
    }

    private void message(String text) {
        clear();
        err.println(Shown.line(text));
        err.flush();
    }

    private void begin(RunEvent.Started stage) {
        steps = stage.steps();
        epochs = stage.epochs();
        stepsBefore = (long) stage.epoch() * steps;
        begun = System.nanoTime();
    }

    private void step(RunEvent.Step at) {
        if (!terminal || System.nanoTime() - lastShown < REDRAW_NANOS) {
            return;
        }
        long done = (at.epoch() - 1L) * steps + at.step();
        long total = (long) epochs * steps;
        double rate = (System.nanoTime() - begun) / (double) Math.max(1, done - stepsBefore);
        redraw(String.format(
                Locale.ROOT,
                "%s %3d%%  epoch %d/%d  %s  %s left",
                bar(done / (double) total),
                100 * done / total,
                at.epoch(),
                epochs,
                numbers(at.metrics(), 2),
                time((long) (rate * (total - done)))));
    }

    private void epoch(RunEvent.Epoch at) {
        boolean first = at.epoch() == 1;
        boolean last = at.epoch() == at.epochs();
        if (terminal || (!first && !last && System.nanoTime() - lastShown < LINE_NANOS)) {
            return;
        }
        err.printf(
                Locale.ROOT,
                "epoch %d/%d  %s%s  %s%n",
                at.epoch(),
                at.epochs(),
                numbers(at.metrics(), 3),
                at.best() ? "  best" : "",
                time(System.nanoTime() - started));
        err.flush();
        lastShown = System.nanoTime();
    }

    /** The metrics as text, such as "loss 103.20 KL 20.31". */
    private static String numbers(Map<String, Double> metrics, int decimals) {
        return metrics.entrySet().stream()
                .filter(metric ->
                        NAMES.containsKey(metric.getKey()) && !metric.getValue().isNaN())
                .map(metric -> String.format(
                        Locale.ROOT, "%s %." + decimals + "f", NAMES.get(metric.getKey()), metric.getValue()))
                .collect(Collectors.joining("  "));
    }

    private void rows(RunEvent.Progressed at) {
        long now = System.nanoTime();
        if (terminal) {
            if (at.done() == at.total()) {
                clear();
            } else if (now - lastShown >= REDRAW_NANOS) {
                redraw(String.format(
                        Locale.ROOT,
                        "%s %s %d/%d rows",
                        bar(at.done() / (double) at.total()),
                        at.what(),
                        at.done(),
                        at.total()));
            }
        } else if (now - lastShown >= LINE_NANOS || at.done() == at.total()) {
            err.printf(Locale.ROOT, "%s %d/%d rows  %s%n", at.what(), at.done(), at.total(), time(now - started));
            err.flush();
            lastShown = now;
        }
    }

    /** Clears the line that is redrawn. */
    public void finish() {
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
