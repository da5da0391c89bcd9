package dev.elbo.bench;

import dev.elbo.tensor.StoredTensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The same models on the same libtorch, written like its examples: shows the effect of Elbo's implementation. */
final class NaivePeer {
    private NaivePeer() {}

    static List<Double> measure(Work work, int threads, double seconds) {
        Engine.useThreads(threads);
        try (PointerScope memory = new PointerScope()) {
            return switch (work) {
                case STEP_STANDARD, STEP_VAMP, STEP_FREY, STEP_CONV, STEP_ONE_ROW ->
                    steps(work.step(), work.sizes().batch(), seconds);
                case LIKELIHOOD_STANDARD, LIKELIHOOD_VAMP -> likelihood(work.step(), seconds, 5, 1000);
                case SCORE -> likelihood(Step.STANDARD, seconds, 1, 100);
                case ENCODE -> encode(seconds);
                case FIRST_STEP -> {
                    NaiveVae model = new NaiveVae(Step.STANDARD, Map.of());
                    step(
                            model,
                            adam(model, Step.LEARNING_RATE),
                            rows(Step.STANDARD, Step.BATCH),
                            noise(Step.STANDARD, Step.BATCH));
                    System.out.println(Child.DONE);
                    yield List.of(0.0); // timed from outside
                }
                default ->
                    throw new IllegalArgumentException("the naive program does not support the task " + work.word());
            };
        }
    }

    static Agreement agree(Step step, Path shared) {
        try (PointerScope memory = new PointerScope()) {
            Map<String, StoredTensor> given = Exchange.read(shared.resolve(step.word()));
            NaiveVae model = new NaiveVae(step, given);
            Tensor x = NaiveParameters.tensor(given, "x");
            Tensor noise = NaiveParameters.tensor(given, "noise").squeeze(0);
            double before = model.loss(x, noise).item_float();
            Adam adam = adam(model, Step.LEARNING_RATE);
            for (int i = 0; i < Agreement.STEPS; i++) {
                step(model, adam, x, noise);
            }
            return new Agreement(
                    step.word(), before, (double) model.loss(x, noise).item_float());
        }
    }

    private static Adam adam(NaiveVae model, double learningRate) {
        return new Adam(model.parameters().all(), new AdamOptions(learningRate));
    }

    private static void step(NaiveVae model, Adam adam, Tensor x, Tensor noise) {
        try (PointerScope step = new PointerScope()) {
            adam.zero_grad();
            Tensor loss = model.loss(x, noise);
            loss.backward();
            adam.step();
        }
    }

    private static List<Double> steps(Step step, int batch, double seconds) {
        NaiveVae model = new NaiveVae(step, Map.of());
        Adam adam = adam(model, Step.LEARNING_RATE);
        Tensor x = rows(step, batch);
        return Stopwatch.repeat(seconds, () -> {
            try (PointerScope scope = new PointerScope()) {
                step(model, adam, x, noise(step, batch));
            }
        });
    }

    private static Tensor rows(Step step, int count) {
        return torch.rand(count, step.dataSize())
                .mul(new Scalar(step == Step.FREY ? 256 : 2))
                .floor()
                .add(new Scalar(step == Step.FREY ? 0.5 : 0))
                .div(new Scalar(step == Step.FREY ? 256 : 1));
    }

    private static Tensor noise(Step step, int rows) {
        return torch.randn(rows, step.latent());
    }

    private static List<Double> likelihood(Step step, double seconds, int chunks, int samples) {
        try (NoGradGuard guard = new NoGradGuard()) {
            NaiveVae model = new NaiveVae(step, Map.of());
            Tensor x = rows(step, 1);
            NaiveVae.@Nullable Gaussian components = model.components();
            return Stopwatch.repeat(seconds, () -> {
                try (PointerScope scope = new PointerScope()) {
                    NaiveVae.Gaussian q = model.posterior(x);
                    double total = Double.NEGATIVE_INFINITY;
                    for (int i = 0; i < chunks; i++) {
                        total = Math.max(total, chunk(model, x, q, components, samples));
                    }
                }
            });
        }
    }

    private static double chunk(
            NaiveVae model, Tensor x, NaiveVae.Gaussian q, NaiveVae.@Nullable Gaussian components, int samples) {
        try (PointerScope chunk = new PointerScope()) {
            Tensor z = q.draw(torch.randn(samples, q.mean().size(1)));
            Tensor logWeights =
                    model.logLikelihood(x, z).add(model.logPrior(z, components)).sub(q.logProb(z));
            return torch.logsumexp(logWeights, 0).item_float();
        }
    }

    private static List<Double> encode(double seconds) {
        try (NoGradGuard guard = new NoGradGuard()) {
            NaiveVae model = new NaiveVae(Step.STANDARD, Map.of());
            float[] rows = new float[500 * Step.STANDARD.dataSize()];
            float[] means = new float[500 * Step.STANDARD.latent()];
            return Stopwatch.repeat(seconds, () -> {
                for (int i = 0; i < 20; i++) {
                    try (PointerScope scope = new PointerScope()) {
                        Tensor x = NaiveParameters.tensor(
                                new StoredTensor(new long[] {500, Step.STANDARD.dataSize()}, rows));
                        model.posterior(x).mean().data_ptr_float().get(means);
                    }
                }
            });
        }
    }
}
