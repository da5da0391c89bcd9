package dev.elbo.bench;

import dev.elbo.data.Dataset;
import dev.elbo.distributions.VonMisesFisher;
import dev.elbo.evaluation.ImportanceSampling;
import dev.elbo.experiment.TrainedModel;
import dev.elbo.models.Vae;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.training.GraphTrainer;
import java.nio.file.Path;
import java.util.List;

/** Every {@link Work} on Elbo. */
final class ElboPeer {
    static final int EPOCH_ROWS = 50_000;
    static final int LIKELIHOOD_SAMPLES = 5000;
    private static final int SCORE_SAMPLES = 100;
    private static final int ENCODED_ROWS = 10_000;

    private ElboPeer() {}

    /** @return milliseconds of each lap; 0 for a whole process, which is timed from outside */
    static List<Double> measure(Work work, double seconds, Path shared) {
        try (Scope scope = Scope.open("bench")) {
            return switch (work) {
                case STEP_STANDARD, STEP_VAMP, STEP_FREY, STEP_SVAE, STEP_CONV -> steps(work.step(), seconds);
                case EPOCH_VAMP -> epoch(work.step(), EPOCH_ROWS);
                case LIKELIHOOD_STANDARD, LIKELIHOOD_VAMP -> likelihood(work.step(), seconds);
                case VMF_3, VMF_10, VMF_50, VMF_200 -> directions(work.ambient(), seconds);
                case VGAE_EPOCH -> graphEpochs(seconds);
                case ENCODE -> encode(seconds, shared);
                case SCORE -> score(seconds, shared);
                case FIRST_STEP -> {
                    firstStep();
                    System.out.println(Child.DONE);
                    yield List.of(0.0); // timed from outside
                }
                case HELP -> throw new IllegalArgumentException("the launcher is asked for help, not this program");
            };
        }
    }

    private static List<Double> steps(Step step, double seconds) {
        try (Vae model = step.build()) {
            Stopwatch watch = new Stopwatch(seconds);
            return watch.laps(() -> Training.run(model, step.batches(10_000), Integer.MAX_VALUE, watch::lap));
        }
    }

    private static List<Double> epoch(Step step, int rows) {
        try (Vae model = step.build()) {
            Training.run(model, Training.greyRows(20 * Step.BATCH), 1, () -> {}); // warm-up
            long start = System.nanoTime();
            Training.run(model, Training.greyRows(rows), 1, () -> {});
            return List.of((System.nanoTime() - start) / 1e6);
        }
    }

    private static List<Double> likelihood(Step step, double seconds) {
        try (Vae model = step.build()) {
            Stopwatch watch = new Stopwatch(seconds);
            return watch.laps(() -> ImportanceSampling.estimate(
                    model, step.batches(1000), LIKELIHOOD_SAMPLES, Rng.ofSeed(2), done -> watch.lap()));
        }
    }

    private static List<Double> directions(int ambient, double seconds) {
        VonMisesFisher law = Directions.law(ambient);
        int samples = Directions.samples(ambient);
        return NoGrad.run(() -> Stopwatch.repeat(seconds, () -> {
            try (Scope call = Scope.open("draw")) {
                law.rsample(Rng.ofSeed(3), samples);
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

    private static List<Double> score(double seconds, Path shared) {
        Dataset rows = Step.STANDARD.data(1000);
        try (TrainedModel model = SmallRun.open(shared)) {
            Stopwatch watch = new Stopwatch(seconds);
            return watch.laps(() -> model.score(rows, SCORE_SAMPLES, 4, done -> watch.lap()));
        }
    }

    private static void firstStep() {
        try (Vae model = Step.STANDARD.build()) {
            Training.run(model, Step.STANDARD.batches(Step.BATCH), 1, () -> {});
        }
    }
}
