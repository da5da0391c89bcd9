package dev.elbo.runs;

import dev.elbo.assembly.ModelSpec;
import dev.elbo.assembly.PreparedData;
import dev.elbo.data.Batches;
import dev.elbo.evaluation.ImportanceSampling;
import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.evaluation.Proposal;
import dev.elbo.evaluation.RowEstimates;
import dev.elbo.evaluation.annealing.AnnealedImportanceSampling;
import dev.elbo.events.RunEvent;
import dev.elbo.io.ElboException;
import dev.elbo.models.Vae;
import dev.elbo.runs.evaluation.Evaluation;
import dev.elbo.runs.evaluation.NoDensity;
import dev.elbo.tensor.Rng;
import java.util.Arrays;
import java.util.stream.IntStream;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * −log p(x) of some rows by annealed importance sampling, which does not use the encoder, beside importance sampling from
 * the posterior. Both are upper bounds in expectation, so the lower one is closer. Nats, means over the rows.
 *
 * @param measure whether these are the nats of a density or of a probability, as in {@link Evaluation#measure}
 * @param annealedMonteCarloError standard error of the mean for these rows, due to sampling alone; likewise
 *     {@code importanceMonteCarloError}
 * @param differenceNats importance sampling minus annealed
 * @param differenceStandardError over rows
 * @param largestDifferenceNats of a single row
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AnnealedCheck(
        String measure,
        String split,
        int rows,
        int steps,
        int chains,
        double annealedNats,
        double annealedMonteCarloError,
        int importanceSamples,
        double importanceNats,
        double importanceMonteCarloError,
        double differenceNats,
        double differenceStandardError,
        double largestDifferenceNats) {

    /**
     * Of evenly spaced rows of a part of the data.
     *
     * @param part train, validation or test
     * @param most number of rows
     * @param steps transitions of each chain
     * @param samples importance samples of each row
     * @throws ElboException if there are no such rows, or the run has no model
     */
    public static AnnealedCheck of(Run run, String part, int most, int steps, int chains, int samples) {
        NoDensity.reason(run.config()).ifPresent(reason -> {
            throw new ElboException("there is no log-likelihood to check: the run is an autoencoder, since " + reason);
        });
        return run.useAll((model, prepared) -> {
            int[] all = prepared.split().part(part);
            if (all.length == 0) {
                throw new ElboException("the " + part + " set of this run is empty; choose another one");
            }
            int[] rows = evenlySpaced(all, most);
            Batches batches = batches(prepared, model.model(), rows);
            Rng rng = Rng.ofSeed(run.config().seed()).child("annealed");
            LogLikelihood annealed = AnnealedImportanceSampling.estimate(
                    model.model(),
                    batches,
                    steps,
                    chains,
                    rng,
                    done -> run.listener()
                            .on(new RunEvent.Progressed("annealed importance sampling", done, rows.length)));
            LogLikelihood importance = ImportanceSampling.estimate(
                    model.model(),
                    Proposal.suited(samples),
                    batches,
                    rng.child("importance"),
                    new RowEstimates(rows.length, samples),
                    done -> run.listener().on(new RunEvent.Progressed("importance sampling", done, rows.length)));
            return of(part, steps, samples, annealed, importance, prepared.spec());
        });
    }

    private static Batches batches(PreparedData prepared, Vae model, int[] rows) {
        return prepared.evaluationBatches(rows, Math.max(1, model.rowsAtOnce(rows.length)));
    }

    private static int[] evenlySpaced(int[] rows, int most) {
        int count = Math.min(rows.length, most);
        return IntStream.range(0, count)
                .map(i -> rows[(int) ((long) i * rows.length / count)])
                .toArray();
    }

    private static AnnealedCheck of(
            String part, int steps, int samples, LogLikelihood annealed, LogLikelihood importance, ModelSpec spec) {
        double[] differences = IntStream.range(0, annealed.perRow().length)
                .mapToDouble(i -> annealed.perRow()[i] - importance.perRow()[i])
                .toArray();
        double mean = Arrays.stream(differences).average().orElseThrow();
        double squares = 0;
        double largest = differences[0];
        for (double difference : differences) {
            squares += (difference - mean) * (difference - mean);
            largest = Math.abs(difference) > Math.abs(largest) ? difference : largest;
        }
        double logDetJacobian = spec.logDetJacobian();
        return new AnnealedCheck(
                spec.discrete() ? Evaluation.PROBABILITY : Evaluation.DENSITY,
                part,
                differences.length,
                steps,
                annealed.samples(),
                -annealed.mean() - logDetJacobian,
                annealed.monteCarloStandardError(),
                samples,
                -importance.mean() - logDetJacobian,
                importance.monteCarloStandardError(),
                mean,
                Math.sqrt(squares / Math.max(1, differences.length - 1.0) / differences.length),
                largest);
    }
}
