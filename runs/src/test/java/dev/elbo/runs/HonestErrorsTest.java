package dev.elbo.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.config.RunConfig;
import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageOptions;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.data.sources.DataAccess;
import dev.elbo.distributions.Bernoulli;
import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.evaluation.ImportanceSampling;
import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.evaluation.Proposal;
import dev.elbo.evaluation.RowEstimates;
import dev.elbo.events.RunListener;
import dev.elbo.inference.TrainedModel;
import dev.elbo.models.Vae;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Scope;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Importance-sampled log p(x) against quadrature over the whole latent space, on models whose posteriors have modes that
 * q(z|x) misses or are far narrower than it: what is not flagged lies within its stated error.
 */
class HonestErrorsTest {
    private static final int ROWS = 100;
    private static final int SAMPLES = 5000;

    @TempDir
    Path directory;

    /** Drawn digits, each side halved, as grey values; one in ten rows. */
    private static Dataset smallDigits() {
        Dataset digits = DataAccess.standard(null, true).open("digits", ImageOptions.NONE);
        int rows = digits.rows() / 4;
        byte[] small = new byte[rows * 14 * 14];
        for (int row = 0; row < rows; row++) {
            for (int y = 0; y < 14; y++) {
                for (int x = 0; x < 14; x++) {
                    float sum = 0;
                    for (int k = 0; k < 4; k++) {
                        sum += digits.raw(4 * row, (2 * y + k / 2) * 28 + 2 * x + k % 2);
                    }
                    small[(row * 14 + y) * 14 + x] = (byte) Math.round(sum / 4);
                }
            }
        }
        return new Dataset(
                "small digits", RowShape.image(1, 14, 14), new Values.Bytes(small, 255), null, List.of(), List.of());
    }

    private Run trained(String posterior, String prior, String likelihood) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "posterior",
                posterior,
                "prior",
                prior,
                "likelihood",
                likelihood,
                "network",
                "mlp:64",
                "epochs",
                "12",
                "learning-rate",
                "2e-3",
                "split",
                "0.8,0.1,0.1",
                "threads",
                "1"));
        Run run = Run.create(
                directory.resolve(posterior.replace(':', '-')),
                RunConfig.of(settings),
                smallDigits(),
                RunListener.SILENT);
        run.train();
        return run;
    }

    /** A grid over the latent space: points (count, latent) and the logarithm of the volume of the cell of each. */
    private record Grid(float[] points, int latent, double logCell) {

        static Grid plane(int side, double reach) {
            float[] points = new float[side * side * 2];
            double step = 2 * reach / side;
            for (int i = 0; i < side * side; i++) {
                points[2 * i] = (float) (-reach + (i / side + 0.5) * step);
                points[2 * i + 1] = (float) (-reach + (i % side + 0.5) * step);
            }
            return new Grid(points, 2, 2 * Math.log(step));
        }

        static Grid torus(int side) {
            float[] points = new float[side * side * 4];
            for (int i = 0; i < side * side; i++) {
                double a = 2 * Math.PI * (i / side + 0.5) / side;
                double b = 2 * Math.PI * (i % side + 0.5) / side;
                points[4 * i] = (float) Math.cos(a);
                points[4 * i + 1] = (float) Math.sin(a);
                points[4 * i + 2] = (float) Math.cos(b);
                points[4 * i + 3] = (float) Math.sin(b);
            }
            return new Grid(points, 4, 2 * Math.log(2 * Math.PI / side));
        }

        /** Equal areas: heights evenly spaced, turns evenly spaced. */
        static Grid sphere(int side) {
            float[] points = new float[side * side * 3];
            for (int i = 0; i < side * side; i++) {
                double height = -1 + 2 * (i / side + 0.5) / side;
                double turn = 2 * Math.PI * (i % side + 0.5) / side;
                double radius = Math.sqrt(1 - height * height);
                points[3 * i] = (float) height;
                points[3 * i + 1] = (float) (radius * Math.cos(turn));
                points[3 * i + 2] = (float) (radius * Math.sin(turn));
            }
            return new Grid(points, 3, Math.log(4 * Math.PI / ((double) side * side)));
        }

        int count() {
            return points.length / latent;
        }
    }

    /** log ∫ p(x|z) p(z) dz of each row, by the midpoint rule, p(x|z) as a matrix product. */
    private static double[] exact(Vae model, float[] x, int rows, Grid grid) {
        int data = x.length / rows;
        double[] max = new double[rows];
        double[] sum = new double[rows];
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        int chunk = 5000;
        NoGrad.run(() -> {
            for (int from = 0; from < grid.count(); from += chunk) {
                int count = Math.min(chunk, grid.count() - from);
                try (Scope scope = Scope.open("quadrature")) {
                    Tensor z = Tensors.of(
                            Arrays.copyOfRange(grid.points(), from * grid.latent(), (from + count) * grid.latent()),
                            count,
                            grid.latent());
                    Tensor logPrior = model.priorDistribution().logProb(z); // (count)
                    double[] joint = logLikelihoods(model, z, Tensors.of(x, rows, data))
                            .plus(logPrior.unsqueeze(0))
                            .toDoubles(); // (rows, count)
                    for (int row = 0; row < rows; row++) {
                        for (int i = 0; i < count; i++) {
                            double w = joint[row * count + i];
                            if (w > max[row]) {
                                sum[row] *= Math.exp(max[row] - w);
                                max[row] = w;
                            }
                            sum[row] += Math.exp(w - max[row]);
                        }
                    }
                }
            }
        });
        return IntStream.range(0, rows)
                .mapToDouble(row -> max[row] + Math.log(sum[row]) + grid.logCell())
                .toArray();
    }

    /** (rows, count): every row under every latent. */
    private static Tensor logLikelihoods(Vae model, Tensor z, Tensor x) {
        var distribution = model.likelihood(z);
        if (distribution instanceof Bernoulli bernoulli) {
            Tensor ofZero = bernoulli.logits().softplus().sum(-1).unsqueeze(0);
            return x.matmul(bernoulli.logits().transpose(0, 1)).minus(ofZero);
        }
        DiagonalGaussian gaussian = (DiagonalGaussian) distribution;
        double variance = Math.exp(gaussian.logVar().toDoubles()[0]);
        Tensor mean = gaussian.mean();
        Tensor squares = x.square()
                .sum(-1)
                .unsqueeze(1)
                .plus(mean.square().sum(-1).unsqueeze(0))
                .minus(x.matmul(mean.transpose(0, 1)).times(2));
        return squares.times(-0.5 / variance).minus(0.5 * x.size(1) * Math.log(2 * Math.PI * variance));
    }

    private void errorsAreHonest(Run run, Grid grid) {
        int[] test = Arrays.copyOf(run.prepared().split().test(), ROWS);
        Batches batches = run.prepared().evaluationBatches(test, ROWS);
        float[][] x = new float[1][];
        batches.inOrder(Rng.ofSeed(0).java(), (index, from, count, buffer) -> x[0] = buffer.clone());
        try (TrainedModel model = TrainedModel.open(run.directory().path())) {
            model.use(vae -> {
                double[] exact = exact(vae, x[0], ROWS, grid);
                LogLikelihood estimate = ImportanceSampling.estimate(
                        vae, Proposal.DEFENSIVE, batches, Rng.ofSeed(1), new RowEstimates(ROWS, SAMPLES), done -> {});
                int outside = 0;
                int trusted = 0;
                for (int row = 0; row < ROWS; row++) {
                    if (estimate.reliable(row)) {
                        trusted++;
                        double error = Math.abs(estimate.perRow()[row] - exact[row]);
                        outside += error > 3 * estimate.standardErrors()[row] + 1e-3 ? 1 : 0; // 1e-3: the quadrature
                    }
                }
                System.out.printf(
                        "%s: standard errors of %d of %d rows trusted, %d of them outside 3%n",
                        run.config().posterior(), trusted, ROWS, outside);
                assertThat(trusted).as("rows that are not flagged").isGreaterThanOrEqualTo((int) (0.9 * ROWS));
                assertThat(outside)
                        .as("of them outside 3 standard errors")
                        .isLessThanOrEqualTo(Math.max(1, trusted / 100));
                return null;
            });
        }
    }

    @Test
    void on_two_circles() {
        errorsAreHonest(trained("vmf:1x2", "uniform", "bernoulli"), Grid.torus(500));
    }

    @Test
    void on_a_sphere() {
        errorsAreHonest(trained("vmf:2", "uniform", "bernoulli"), Grid.sphere(500));
    }

    @Test
    void under_a_mixture_with_a_narrow_likelihood() {
        errorsAreHonest(trained("normal:2", "mixture:5", "gaussian:shared"), Grid.plane(1500, 7));
    }
}
