package dev.elbo.runs.evaluation;

import dev.elbo.assembly.ModelSpec;
import dev.elbo.assembly.PreparedData;
import dev.elbo.config.RunConfig;
import dev.elbo.data.Batches;
import dev.elbo.data.Values;
import dev.elbo.evaluation.BoundEvaluation;
import dev.elbo.evaluation.ElboSurgery;
import dev.elbo.evaluation.ImportanceSampling;
import dev.elbo.evaluation.LatentStatistics;
import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.evaluation.Proposal;
import dev.elbo.evaluation.ReconstructionError;
import dev.elbo.evaluation.RowEstimates;
import dev.elbo.evaluation.ScaleStatistics;
import dev.elbo.evaluation.StoppingRule;
import dev.elbo.events.RunEvent;
import dev.elbo.events.RunListener;
import dev.elbo.io.ElboException;
import dev.elbo.models.Vae;
import dev.elbo.objectives.Bound;
import dev.elbo.priors.VampPrior;
import dev.elbo.tensor.Rng;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Evaluates a model on one set of the prepared data. */
public final class Evaluator {
    /** Posterior samples per row for the bound. */
    private static final int BOUND_SAMPLES = 10;

    private static final int BATCH = 100;

    /** Most rows for the two parts of the KL. */
    private static final int SURGERY_ROWS = 10_000;

    private final PreparedData prepared;
    private final Vae model;
    private final Rng rng;
    private final String what;
    private final RunListener listener;

    /** @param what name of what is measured, in progress events */
    public Evaluator(PreparedData prepared, Vae model, long seed, String what, RunListener listener) {
        this.prepared = prepared;
        this.model = model;
        this.rng = Rng.ofSeed(seed).child("evaluate");
        this.what = what;
        this.listener = listener;
    }

    /** The evaluation, with the estimates of each row. */
    public record Result(Evaluation evaluation, Optional<LogLikelihood> logLikelihood) {}

    /**
     * An autoencoder has no log-likelihood to estimate.
     *
     * @param partial keeps the estimates of rows while the evaluation is in progress, and says when they end
     */
    public Result measure(RunConfig config, String part, int bestEpoch, int epochs, PartialEstimates partial) {
        int[] rows = prepared.split().part(part);
        if (rows.length == 0) {
            throw new ElboException("the " + part + " set of this run is empty; evaluate another one");
        }
        Batches batches = prepared.evaluationBatches(rows, batch());
        Rng stream = rng.child(part);
        StoppingRule rule = partial.estimates().rule();
        Proposal proposal = Proposal.suited(rule.most());
        Optional<String> noDensity = NoDensity.reason(config);
        Optional<LogLikelihood> likelihood =
                noDensity.isPresent() ? Optional.empty() : Optional.of(logLikelihood(batches, stream, partial));
        Bound bound = BoundEvaluation.measure(model, batches, stream.child("bound"), BOUND_SAMPLES);
        LatentStatistics latents = LatentStatistics.collect(model, batches, stream);
        ReconstructionError error = ReconstructionError.measure(model, batches, stream);
        double jacobian = prepared.spec().logDetJacobian();
        int dimensions = prepared.spec().shape().size();
        Evaluation evaluation = new Evaluation(
                -number(likelihood, LogLikelihood::mean) - jacobian,
                number(likelihood, LogLikelihood::standardError),
                number(likelihood, LogLikelihood::monteCarloStandardError),
                rule.describe(proposal),
                rule.most(),
                number(likelihood, LogLikelihood::meanSamples),
                number(likelihood, LogLikelihood::medianEffectiveSampleSize),
                prepared.spec().discrete() ? number(likelihood, l -> l.bitsPerDim(dimensions)) : null,
                bound.elbo() + jacobian,
                -bound.logLikelihood() - jacobian,
                bound.kl(),
                latents.activeUnits(),
                latents.latentSize(),
                error.meanSquared(),
                model.prior().vamp().map(VampPrior::deadShare).orElse(null),
                prepared.data().name(),
                part,
                rows.length,
                dimensions,
                prepared.spec().likelihood().toString(),
                prepared.spec().posterior().toString(),
                prepared.spec().prior().toString(),
                binarisation(),
                bestEpoch,
                epochs,
                config.seed(),
                prepared.spec().discrete() ? Evaluation.PROBABILITY : Evaluation.DENSITY,
                ScaleStatistics.measure(model, batches, stream.child("scale"))
                        .map(FittedScale::of)
                        .orElse(null),
                likelihood.isEmpty() ? null : discreteBound(rows, rule, stream.child("dequantise")),
                proposal == Proposal.DEFENSIVE
                        ? likelihood.map(LogLikelihood::unreliableRows).orElse(null)
                        : null,
                likelihood.isEmpty() ? null : klSplit(rows, stream.child("surgery")),
                null);
        return new Result(noDensity.map(evaluation::withoutDensity).orElse(evaluation), likelihood);
    }

    private LogLikelihood logLikelihood(Batches batches, Rng stream, PartialEstimates partial) {
        return ImportanceSampling.estimate(
                model,
                Proposal.suited(partial.estimates().rule().most()),
                batches,
                stream.child("importance"),
                partial.estimates(),
                done -> {
                    partial.keep();
                    listener.on(new RunEvent.Progressed(what, done, batches.rows().length));
                });
    }

    private static double number(Optional<LogLikelihood> likelihood, ToDoubleFunction<LogLikelihood> number) {
        return likelihood.isEmpty() ? Double.NaN : number.applyAsDouble(likelihood.get());
    }

    /** Rows per batch, each with all its samples for the bound. */
    private int batch() {
        return Math.max(1, model.rowsAtOnce(BATCH * BOUND_SAMPLES) / BOUND_SAMPLES);
    }

    /** Of evenly spaced rows, since it takes time that grows with the square of their number. */
    private @Nullable KlSplit klSplit(int[] rows, Rng stream) {
        int count = Math.min(rows.length, SURGERY_ROWS);
        int[] some = IntStream.range(0, count)
                .map(i -> rows[(int) ((long) i * rows.length / count)])
                .toArray();
        return count < 2
                ? null
                : ElboSurgery.measure(model, prepared.evaluationBatches(some, batch()), stream)
                        .map(KlSplit::of)
                        .orElse(null);
    }

    /** Null unless the likelihood is a density of pixels in [0, 1] that are stored as integer levels. */
    private @Nullable DiscreteBound discreteBound(int[] rows, StoppingRule rule, Rng stream) {
        ModelSpec spec = prepared.spec();
        boolean pixels = spec.input() == ModelSpec.Input.UNIT && prepared.data().values() instanceof Values.Bytes;
        if (spec.discrete() || !pixels) {
            return null;
        }
        int levels = ((Values.Bytes) prepared.data().values()).maxValue() + 1;
        int dimensions = spec.shape().size();
        LogLikelihood spread = ImportanceSampling.estimate(
                model,
                Proposal.POSTERIOR,
                prepared.dequantisedBatches(rows, batch()),
                stream,
                new RowEstimates(rows.length, rule),
                done -> listener.on(new RunEvent.Progressed(what + ", dequantised", done, rows.length)));
        double nats = -spread.mean() + dimensions * Math.log(levels - 1); // the width of a level is 1 / (levels − 1)
        return new DiscreteBound(
                nats, spread.standardError(), nats / (dimensions * Math.log(2)), levels, spread.meanSamples());
    }

    private String binarisation() {
        if (prepared.spec().input() != ModelSpec.Input.BINARY) {
            return "none";
        }
        return prepared.dynamic() ? "dynamic for training, fixed for evaluation" : "static";
    }
}
