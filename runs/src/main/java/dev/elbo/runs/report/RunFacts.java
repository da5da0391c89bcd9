package dev.elbo.runs.report;

import dev.elbo.evaluation.LatentStatistics;
import dev.elbo.report.Fact;
import dev.elbo.runs.evaluation.DiscreteBound;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.evaluation.KlSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tiles of a run's report. */
final class RunFacts {
    private RunFacts() {}

    /** @param measure what the log-likelihood is called */
    static List<Fact> ofVae(Evaluation evaluation, String measure) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                measure,
                String.format(Locale.ROOT, "%.2f nats", evaluation.nllNats()),
                String.format(
                        Locale.ROOT,
                        "± %.2f (standard error over rows); importance sampling, %s, median effective sample"
                                + " size %.0f",
                        evaluation.nllStandardError(),
                        evaluation.sampleCount(),
                        evaluation.effectiveSampleSize())));
        if (evaluation.bitsPerDim() != null) {
            facts.add(new Fact(
                    "Bits per dimension",
                    String.format(Locale.ROOT, "%.3f", evaluation.bitsPerDim()),
                    "the same in bits, divided by " + evaluation.dimensions() + " dimensions, under "
                            + evaluation.likelihood()));
        }
        if (evaluation.discreteBound() != null) {
            DiscreteBound bound = evaluation.discreteBound();
            facts.add(new Fact(
                    "Bits per dimension, upper bound",
                    String.format(Locale.ROOT, "%.3f", bound.bitsPerDim()),
                    String.format(
                            Locale.ROOT,
                            "%.2f ± %.2f nats: a bound on −log P of the %d stored levels, from rows with uniform"
                                    + " noise as wide as a level; the only number here that is comparable with"
                                    + " discrete likelihoods",
                            bound.nllNats(),
                            bound.standardError(),
                            bound.levels())));
        }
        addScale(facts, evaluation);
        facts.add(new Fact(
                "−ELBO",
                String.format(Locale.ROOT, "%.2f nats", -evaluation.elboNats()),
                "reconstruction plus KL; an upper bound on " + measure));
        facts.add(new Fact(
                "Reconstruction",
                String.format(Locale.ROOT, "%.2f nats", evaluation.reconstructionNats()),
                "−E log p(x|z) under the posterior"));
        facts.add(new Fact(
                "KL",
                String.format(Locale.ROOT, "%.2f nats", evaluation.klNats()),
                "from the posterior to the prior: information about x in z"));
        addMarginalKl(facts, evaluation);
        facts.add(activeUnits(evaluation));
        return facts;
    }

    /** An autoencoder has a reconstruction error and no density. */
    static List<Fact> ofAutoencoder(Evaluation evaluation) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Log-likelihood", "none", Evaluation.AUTOENCODER + ", since " + evaluation.noDensity()));
        facts.add(new Fact(
                "Squared error",
                String.format(Locale.ROOT, "%.4g", evaluation.meanSquaredError()),
                "of reconstructions, mean over test rows and dimensions, in the units of the encoded data"));
        facts.add(new Fact(
                "Reconstruction",
                String.format(Locale.ROOT, "%.2f nats", evaluation.reconstructionNats()),
                "−log p(x|z) at the code of x: the loss without penalties"));
        addScale(facts, evaluation);
        facts.add(activeUnits(evaluation));
        return facts;
    }

    private static void addMarginalKl(List<Fact> facts, Evaluation evaluation) {
        KlSplit split = evaluation.klSplit();
        if (split != null) {
            facts.add(new Fact(
                    "Marginal KL",
                    String.format(Locale.ROOT, "%.2f nats", split.marginalKlNats()),
                    String.format(
                            Locale.ROOT,
                            "from the aggregate posterior to the prior, the part of the KL that a better prior could"
                                    + " save; the other part, %.2f nats of at most log %d = %.2f, is the mutual"
                                    + " information between row and z%s",
                            split.mutualInformationNats(),
                            split.rows(),
                            Math.log(split.rows()),
                            split.atLimit() ? "; at this limit more rows would make the marginal KL smaller" : "")));
        }
    }

    private static void addScale(List<Fact> facts, Evaluation evaluation) {
        if (evaluation.scale() != null) {
            facts.add(new Fact(
                    "Scale of p(x|z)",
                    String.format(Locale.ROOT, "%.4g", evaluation.scale().frozen()),
                    String.format(
                            Locale.ROOT,
                            "as trained; %.4g would fit the test rows best, but is not used",
                            evaluation.scale().recomputed())));
        }
    }

    private static Fact activeUnits(Evaluation evaluation) {
        return new Fact(
                "Active units",
                evaluation.activeUnits() + " of " + evaluation.latentSize(),
                "latents whose posterior mean has a variance above " + LatentStatistics.ACTIVE_VARIANCE);
    }
}
