package dev.elbo.cli.console;

import dev.elbo.io.Json;
import dev.elbo.io.Shown;
import dev.elbo.runs.AnnealedCheck;
import dev.elbo.runs.NotStoredException;
import dev.elbo.runs.Run;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.evaluation.KlSplit;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Prints results on standard output. */
public final class Output {
    private Output() {}

    /** The text with control characters escaped, line by line: names in files must not control the terminal. */
    public static String harmless(String text) {
        String shown = text.lines().map(Shown::line).collect(Collectors.joining("\n"));
        return text.endsWith("\n") ? shown + "\n" : shown;
    }

    /** Prints the path of the report; printed last, so that it is easy to find. */
    public static void report(Run run, PrintWriter out) {
        out.println("report: " + Shown.line(run.directory().report().toString()));
        out.flush();
    }

    /** Runs an evaluation; its numbers are printed even if they cannot be stored. */
    public static Evaluation measured(Supplier<Evaluation> work, boolean json, PrintWriter out) {
        try {
            return work.get();
        } catch (NotStoredException e) {
            evaluation(e.evaluation(), json, out);
            throw e;
        }
    }

    public static void evaluation(Evaluation e, boolean json, PrintWriter out) {
        if (json) {
            out.println(Json.pretty(e).strip());
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s, %s, %d rows, likelihood %s%n",
                Shown.line(e.data()),
                e.split().equals("all") ? "all rows" : e.split() + " set",
                e.rows(),
                e.likelihood());
        if (e.autoencoder()) {
            reconstruction(e, out);
        } else {
            bounds(e, out);
        }
        out.printf(Locale.ROOT, "  active units     %10d of %d%n", e.activeUnits(), e.latentSize());
        out.flush();
    }

    private static void reconstruction(Evaluation e, PrintWriter out) {
        out.println("  " + Evaluation.AUTOENCODER + ", since " + Shown.line(String.valueOf(e.noDensity())));
        out.printf(Locale.ROOT, "  squared error    %10.6f  (mean over rows and dimensions)%n", e.meanSquaredError());
        out.printf(Locale.ROOT, "  reconstruction   %10.3f nats%n", e.reconstructionNats());
        scale(e, out);
    }

    private static void bounds(Evaluation e, PrintWriter out) {
        String bits = e.bitsPerDim() == null ? "" : String.format(Locale.ROOT, "  = %.4f bits/dim", e.bitsPerDim());
        String error = e.rows() < 2 ? " nats" : String.format(Locale.ROOT, " ± %.3f nats", e.nllStandardError());
        out.printf(
                Locale.ROOT,
                "  %s %10.3f%s%s  (importance sampling, %s, median ESS %.0f)%n",
                e.density() ? "-log density    " : "-log p(x)       ",
                e.nllNats(),
                error,
                bits,
                e.sampleCount(),
                e.effectiveSampleSize());
        if (e.unreliableRows() != null && e.unreliableRows() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  %d of %d rows have no reliable standard error: log p(x) is probably too low there%n",
                    e.unreliableRows(),
                    e.rows());
        }
        out.printf(Locale.ROOT, "  -ELBO            %10.3f nats%n", -e.elboNats());
        out.printf(Locale.ROOT, "  reconstruction   %10.3f nats%n", e.reconstructionNats());
        out.printf(Locale.ROOT, "  KL               %10.3f nats%n", e.klNats());
        KlSplit split = e.klSplit();
        if (split != null) {
            out.printf(
                    Locale.ROOT,
                    "    information    %10.3f ± %.3f nats between row and z, of at most %.3f%n"
                            + "    marginal KL    %10.3f ± %.3f nats from the aggregate posterior to the prior%n",
                    split.mutualInformationNats(),
                    split.mutualInformationStandardError(),
                    Math.log(split.rows()),
                    split.marginalKlNats(),
                    split.marginalKlStandardError());
            if (split.atLimit()) {
                out.println("    the information is at its limit: with more rows the marginal KL would be smaller");
            }
        }
        if (e.discreteBound() != null) {
            out.printf(
                    Locale.ROOT,
                    "  -log P(levels) < %10.3f ± %.3f nats  = %.4f bits/dim  (%d levels, dequantised)%n",
                    e.discreteBound().nllNats(),
                    e.discreteBound().standardError(),
                    e.discreteBound().bitsPerDim(),
                    e.discreteBound().levels());
        }
        scale(e, out);
    }

    private static void scale(Evaluation e, PrintWriter out) {
        if (e.scale() != null) {
            out.printf(
                    Locale.ROOT,
                    "  scale            %10.5f as trained, %.5f refitted to these rows%s%n",
                    e.scale().frozen(),
                    e.scale().recomputed(),
                    e.scale().shareAtFloor() == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    ", %.1f %% at the lower bound",
                                    100 * e.scale().shareAtFloor()));
        }
    }

    public static void annealed(AnnealedCheck check, boolean json, PrintWriter out) {
        if (json) {
            out.println(Json.pretty(check).strip());
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s set, %d rows: %s, mean and Monte Carlo standard error%n"
                        + "  annealed         %10.3f ± %.3f nats  (%d chains of %d steps)%n"
                        + "  importance       %10.3f ± %.3f nats  (S = %d)%n"
                        + "  difference       %+10.3f ± %.3f nats  (standard error over rows; largest %+.3f)%n"
                        + "Both overestimate in expectation: the lower one is closer.%n",
                check.split(),
                check.rows(),
                check.measure().equals(Evaluation.DENSITY) ? "-log density" : "-log p(x)",
                check.annealedNats(),
                check.annealedMonteCarloError(),
                check.chains(),
                check.steps(),
                check.importanceNats(),
                check.importanceMonteCarloError(),
                check.importanceSamples(),
                check.differenceNats(),
                check.differenceStandardError(),
                check.largestDifferenceNats());
        out.flush();
    }
}
