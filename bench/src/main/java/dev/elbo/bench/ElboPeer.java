package dev.elbo.bench;

import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.evaluation.ImportanceSampling;
import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.evaluation.Proposal;
import dev.elbo.evaluation.RowEstimates;
import dev.elbo.inference.TrainedModel;
import dev.elbo.models.Vae;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.training.GraphTrainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** All tasks, performed by Elbo. */
final class ElboPeer {
    static final int EPOCH_ROWS = 50_000;
    static final int LIKELIHOOD_SAMPLES = 5000;
    private static final int ENCODED_ROWS = 10_000;
    private static final int MOST_ROWS = 500;

    private ElboPeer() {}

    /** @return milliseconds of each lap; 0 for a whole process, which is timed from outside */
    static List<Double> measure(Work work, double seconds, Path shared) {
        try (Scope scope = Scope.open("bench")) {
            return switch (work) {
                case STEP_STANDARD, STEP_VAMP, STEP_FREY, STEP_SVAE, STEP_CONV, STEP_ONE_ROW ->
                    steps(work.step(), work.sizes(), seconds);
                case EPOCH_VAMP -> passes(work.step(), EPOCH_ROWS, 0);
                case LIKELIHOOD_STANDARD, LIKELIHOOD_VAMP ->
                    likelihood(work.step(), Sizes.USUAL, LIKELIHOOD_SAMPLES, seconds);
                case VMF_3, VMF_10, VMF_50, VMF_200 -> directions(work.ambient(), seconds);
                case VGAE_EPOCH -> graphEpochs(seconds);
                case ENCODE -> encode(seconds, shared);
                case SCORE -> score(seconds, shared);
                case FIRST_STEP -> {
                    firstStep();
                    System.out.println(Child.DONE);
                    yield List.of(0.0); // timed from outside
                }
                case HELP ->
                    throw new IllegalArgumentException("help is measured on the launcher, not on this program");
            };
        }
    }

    /** Training steps. */
    static List<Double> steps(Step step, Sizes sizes, double seconds) {
        Batches batches = step.batches(10_000, sizes.batch());
        try (Vae model = step.build(sizes)) {
            Stopwatch watch = new Stopwatch(seconds);
            return watch.laps(() -> Training.run(model, batches, Integer.MAX_VALUE, watch::lap));
        }
    }

    /** Passes over grey-scale rows, at least one, after a few warm-up steps. */
    static List<Double> passes(Step step, int rows, double seconds) {
        Batches batches = Training.greyRows(rows);
        try (Vae model = step.build()) {
            Training.run(model, Training.greyRows(20 * Step.BATCH), 1, () -> {});
            List<Double> milliseconds = new ArrayList<>();
            long begin = System.nanoTime();
            do {
                long start = System.nanoTime();
                Training.run(model, batches, 1, () -> {});
                milliseconds.add((System.nanoTime() - start) / 1e6);
            } while ((System.nanoTime() - begin) / 1e9 < seconds);
            return milliseconds;
        }
    }

    /** The importance-sampled log-likelihood of an image; a lap estimates several. */
    static List<Double> likelihood(Step step, Sizes sizes, int samples, double seconds) {
        int images = Work.rowsPerLap(samples, Training.arrangement().total());
        Batches batches = step.batches(images);
        try (Vae model = step.build(sizes)) {
            return Laps.each(images, Stopwatch.repeat(seconds, () -> estimate(model, batches, samples)));
        }
    }

    /** With samples of the posterior, as in the other programs. */
    private static LogLikelihood estimate(Vae model, Batches rows, int samples) {
        RowEstimates estimates = new RowEstimates(rows.rows().length, samples);
        return ImportanceSampling.estimate(model, Proposal.POSTERIOR, rows, Rng.ofSeed(2), estimates, done -> {});
    }

    private static List<Double> directions(int ambient, double seconds) {
        VonMisesFisher distribution = Directions.distribution(ambient);
        int samples = Directions.samples(ambient);
        return NoGrad.run(() -> Stopwatch.repeat(seconds, () -> {
            try (Scope call = Scope.open("sample")) {
                distribution.rsample(Rng.ofSeed(3), samples);
            }
        }));
    }

    private static List<Double> graphEpochs(double seconds) {
        try (CoraModel cora = CoraModel.open()) {
            Stopwatch watch = new Stopwatch(seconds);
            GraphTrainer trainer = cora.trainer(Integer.MAX_VALUE, epoch -> watch.lap());
            return watch.laps(trainer::run);
        }
    }

    private static List<Double> encode(double seconds, Path shared) {
        Dataset rows = Step.STANDARD.data(ENCODED_ROWS);
        try (TrainedModel model = SmallRun.open(shared)) {
            return Stopwatch.repeat(seconds, () -> model.encode(rows));
        }
    }

    /**
     * The log-likelihood of a row, from arrays to an array; a lap takes several. {@link TrainedModel#score} would choose
     * another proposal where that of the posterior has heavy tails.
     */
    private static List<Double> score(double seconds, Path shared) {
        int count = Work.SCORE.perLap(Training.arrangement().total());
        Dataset data = Step.STANDARD.data(count);
        int samples = Work.SCORE.samples();
        try (TrainedModel model = SmallRun.open(shared)) {
            return Laps.each(count, Stopwatch.repeat(seconds, () -> estimate(model, data, samples)));
        }
    }

    /** Of each row under a stored model, from samples of the posterior, nats; from arrays to an array. */
    static double[] estimate(TrainedModel model, Dataset data, int samples) {
        return model.use(vae -> {
            Dataset rows = model.matched(data);
            int[] all = IntStream.range(0, rows.rows()).toArray();
            Batches batches = new Batches(
                    rows,
                    all,
                    Math.min(MOST_ROWS, all.length),
                    random -> model.spec().encoding());
            return estimate(vae, batches, samples).perRow();
        });
    }

    private static void firstStep() {
        try (Vae model = Step.STANDARD.build()) {
            Training.run(model, Step.STANDARD.batches(Step.BATCH), 1, () -> {});
        }
    }
}
