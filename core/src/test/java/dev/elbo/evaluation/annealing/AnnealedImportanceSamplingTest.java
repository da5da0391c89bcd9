package dev.elbo.evaluation.annealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Batches;
import dev.elbo.data.Dataset;
import dev.elbo.data.Encoding;
import dev.elbo.data.RowShape;
import dev.elbo.data.Values;
import dev.elbo.evaluation.ImportanceSampling;
import dev.elbo.evaluation.LogLikelihood;
import dev.elbo.likelihoods.GaussianLikelihood;
import dev.elbo.likelihoods.OutputInitialiser;
import dev.elbo.models.Vae;
import dev.elbo.networks.Body;
import dev.elbo.networks.Sequence;
import dev.elbo.posteriors.Posterior;
import dev.elbo.posteriors.SphericalFamily;
import dev.elbo.priors.UniformPrior;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensors;
import dev.elbo.tensor.TorchRuntime;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against log-likelihoods that are known: in closed form in R², by quadrature on the circle and on two of them. */
@ExtendWith(InScope.class)
class AnnealedImportanceSamplingTest {
    private static final int STEPS = 200;
    private static final int CHAINS = 64;

    private static LogLikelihood estimate(Vae model, Batches batches, int steps, long seed) {
        return AnnealedImportanceSampling.estimate(model, batches, steps, CHAINS, Rng.ofSeed(seed), done -> {});
    }

    @Test
    void the_exact_log_likelihood_of_a_linear_model_is_met_whatever_the_encoder() {
        // an encoder far from the posterior: importance sampling from it fails, annealing does not use it
        try (Vae model = LinearGaussian.model(3, -4)) {
            LogLikelihood annealed = estimate(model, LinearGaussian.batches(4), STEPS, 1);
            for (int row = 0; row < LinearGaussian.rows(); row++) {
                double exact = LinearGaussian.logMarginal(row);
                double error = annealed.standardErrors()[row];
                assertThat(annealed.perRow()[row]).as("row %s", row).isCloseTo(exact, within(4 * error));
                assertThat(error).isLessThan(0.1);
            }
            LogLikelihood importance =
                    ImportanceSampling.estimate(model, LinearGaussian.batches(4), CHAINS, Rng.ofSeed(1), done -> {});
            assertThat(importance.mean()).isLessThan(annealed.mean() - 1);
        }
    }

    @Test
    void estimates_depend_on_the_seed_and_not_on_the_number_of_threads() {
        try (Vae model = LinearGaussian.model(0.3, 0.1)) {
            Batches batches = LinearGaussian.batches(1);
            double[] one = TorchRuntime.withThreads(1, () -> estimate(model, batches, 5, 4))
                    .perRow();
            assertThat(TorchRuntime.withThreads(2, () -> estimate(model, batches, 5, 4))
                            .perRow())
                    .containsExactly(one);
            assertThat(estimate(model, batches, 5, 5).perRow()).isNotEqualTo(one);
        }
    }

    @Test
    void gradients_of_the_model_are_left_alone() {
        try (Vae model = LinearGaussian.model(0.3, 0.1)) {
            float[] before = model.parameters().gradient().toFloats();
            estimate(model, LinearGaussian.batches(4), 3, 1);
            assertThat(model.parameters().gradient().toFloats()).containsExactly(before);
        }
    }

    @Test
    void on_circles_it_meets_quadrature() {
        for (int circles : new int[] {1, 2}) {
            try (Vae model = onCircles(circles)) {
                Dataset rows = new Dataset(
                        "rows",
                        RowShape.features(2),
                        new Values.Floats(new float[] {0.9f, 0.1f, -0.3f, 0.8f}),
                        null,
                        List.of(),
                        List.of());
                Batches batches = new Batches(rows, new int[] {0, 1}, 2, random -> Encoding.unit());
                LogLikelihood annealed = estimate(model, batches, STEPS, 2);
                double[][] data = {{0.9, 0.1}, {-0.3, 0.8}};
                for (int row = 0; row < 2; row++) {
                    assertThat(annealed.perRow()[row])
                            .as("%s circles, row %s", circles, row)
                            .isCloseTo(quadrature(data[row], circles), within(4 * annealed.standardErrors()[row]));
                    assertThat(annealed.standardErrors()[row]).isLessThan(0.15);
                }
            }
        }
    }

    /** x ~ N(W z, 0.2² I), z uniform on the circles, W the identity for each of them. */
    private static Vae onCircles(int circles) {
        Parameters parameters = new Parameters();
        SphericalFamily family = new SphericalFamily(
                SphericalFamily.Kind.VON_MISES_FISHER, List.of(new SphericalFamily.Spheres(1, circles)), 1);
        Posterior posterior = Posterior.declare(parameters, new Body(new Sequence(List.of()), 2), family);
        GaussianLikelihood likelihood = GaussianLikelihood.declare(
                parameters, new Body(new Sequence(List.of()), 2 * circles), 2, OutputInitialiser.unknown(), 0.2);
        parameters.allocate(Rng.ofSeed(0));
        float[] weights = new float[4 * circles];
        for (int circle = 0; circle < circles; circle++) {
            weights[4 * circle] = 1;
            weights[4 * circle + 3] = 1;
        }
        parameters.set(parameters.get("likelihood.mean.weight"), weights);
        parameters.set(parameters.get("likelihood.mean.bias"), new float[2]);
        return new Vae(
                posterior, new UniformPrior(List.of(new UniformPrior.Group(2, circles))), likelihood, parameters);
    }

    private static double quadrature(double[] x, int circles) {
        int steps = circles == 1 ? 100_000 : 1000;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double a = 2 * Math.PI * i / steps;
            for (int j = 0; j < (circles == 1 ? 1 : steps); j++) {
                double b = 2 * Math.PI * j / steps;
                double[] mean = {Math.cos(a), Math.sin(a)};
                if (circles == 2) {
                    mean[0] += Math.cos(b);
                    mean[1] += Math.sin(b);
                }
                double square = Math.pow(x[0] - mean[0], 2) + Math.pow(x[1] - mean[1], 2);
                sum += Math.exp(-square / (2 * 0.04)) / (2 * Math.PI * 0.04);
            }
        }
        return Math.log(sum / (circles == 1 ? steps : (double) steps * steps));
    }

    @Test
    void nonsense_is_refused() {
        try (Vae model = LinearGaussian.model(0, 0)) {
            assertThatIllegalArgumentException().isThrownBy(() -> estimate(model, LinearGaussian.batches(4), 0, 1));
        }
    }

    @Test
    void motion_on_spheres_stays_on_them_and_keeps_its_speed() {
        LatentSpace.Spheres space = new LatentSpace.Spheres(List.of(new LatentSpace.Spheres.Block(2, 3)));
        var z = Tensors.of(new float[] {1, 0, 0, 0, 0.6f, 0.8f}, 1, 6);
        var v = space.tangent(z, Tensors.of(new float[] {5, 1, 2, 3, -1, 1}, 1, 6));
        var time = Tensors.of(new float[] {0.7f}, 1, 1);
        LatentSpace.Motion moved = space.flow(new LatentSpace.Motion(z, v), time);
        float[] place = moved.z().toFloats();
        float[] before = v.toFloats();
        float[] after = moved.velocity().toFloats();
        for (int sphere = 0; sphere < 2; sphere++) {
            double length = 0;
            double along = 0;
            double speed = 0;
            double first = 0;
            for (int i = 3 * sphere; i < 3 * sphere + 3; i++) {
                length += place[i] * place[i];
                along += place[i] * after[i];
                speed += after[i] * after[i];
                first += before[i] * before[i];
            }
            assertThat(length).isCloseTo(1, within(1e-6));
            assertThat(along).isCloseTo(0, within(2e-6));
            assertThat(speed).isCloseTo(first, within(1e-5));
        }
        // a full turn leads back
        float[] back = space.flow(
                        new LatentSpace.Motion(z, v),
                        Tensors.of(new float[] {(float) (2 * Math.PI / Math.sqrt(5))}, 1, 1))
                .z()
                .toFloats();
        assertThat(Arrays.copyOf(back, 3)).containsExactly(new float[] {1, 0, 0}, within(1e-5f));
    }
}
