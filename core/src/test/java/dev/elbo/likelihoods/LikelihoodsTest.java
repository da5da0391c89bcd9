package dev.elbo.likelihoods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.DiagonalGaussian;
import dev.elbo.distributions.DiscretizedLogistic;
import dev.elbo.distributions.Distribution;
import dev.elbo.distributions.LogisticMixture;
import dev.elbo.distributions.ScaleParameter;
import dev.elbo.networks.Body;
import dev.elbo.networks.Context;
import dev.elbo.networks.Dense;
import dev.elbo.networks.Sequence;
import dev.elbo.tensor.Initialiser;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Parameters;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every likelihood as a distribution of x, whatever its decoder says. */
@ExtendWith(InScope.class)
class LikelihoodsTest {
    private static final int LATENT = 2;
    private static final float[] Z = {0.7f, -1.1f, 0.2f, 0.4f, -2, 0.9f};

    private final Parameters parameters = new Parameters();

    @AfterEach
    void close() {
        parameters.close();
    }

    /** Densities. */
    private enum Real {
        FIXED,
        SHARED,
        OPTIMAL,
        PER_COLUMN,
        PER_IMAGE,
        PER_PIXEL,
        STUDENT_T;

        Likelihood declare(Parameters all, int dataSize) {
            return declare(all, dataSize, OutputInitialiser.unknown());
        }

        Likelihood declare(Parameters all, int dataSize, OutputInitialiser first) {
            Body body = body();
            return switch (this) {
                case FIXED -> GaussianLikelihood.declare(all, body, dataSize, first, 0.3);
                case SHARED -> SharedGaussianLikelihood.declare(all, body, dataSize, first);
                case OPTIMAL -> OptimalGaussianLikelihood.declare(all, body, dataSize, first);
                case PER_COLUMN -> SharedGaussianLikelihood.declarePerColumn(all, body, dataSize, first);
                case PER_IMAGE -> PerImageGaussianLikelihood.declare(all, body, dataSize, first);
                case PER_PIXEL -> PerPixelGaussianLikelihood.declare(all, body, dataSize, first);
                case STUDENT_T -> StudentTLikelihood.declare(all, body, dataSize, first);
            };
        }
    }

    /** Distributions of 256 levels. */
    private enum Level {
        LOGISTIC,
        MIXTURE,
        CATEGORICAL,
        BITWISE;

        Likelihood declare(Parameters all, int dataSize) {
            Body body = body();
            return switch (this) {
                case LOGISTIC ->
                    DiscretizedLogisticLikelihood.declare(all, body, dataSize, OutputInitialiser.unknown(), true);
                case MIXTURE -> LogisticMixtureLikelihood.declare(all, body, dataSize, 3);
                case CATEGORICAL -> CategoricalLikelihood.declare(all, body, dataSize);
                case BITWISE -> BitwiseLikelihood.declare(all, body, dataSize);
            };
        }
    }

    private static Body body() {
        return new Body(new Sequence(List.of()), LATENT);
    }

    private static Tensor latents() {
        return Tensors.of(Z, 3, LATENT);
    }

    private void start() {
        parameters.allocate(Rng.ofSeed(3));
    }

    @ParameterizedTest
    @EnumSource(Real.class)
    void a_density_integrates_to_one_over_the_line_for_every_latent(Real kind) {
        Likelihood likelihood = kind.declare(parameters, 1);
        start();
        if (likelihood instanceof CalibratedLikelihood calibrated) {
            calibrated.freeze(new double[] {0.04, 0.3, 1.1, 0.002});
        }
        for (int row = 0; row < 3; row++) {
            Distribution distribution = likelihood.distribution(latents().narrow(0, row, 1));
            // x = sinh(s) turns power tails into exponential ones: equal steps converge
            int points = 20_001;
            float[] x = new float[points];
            double[] weight = new double[points];
            for (int i = 0; i < points; i++) {
                double s = -30 + 60.0 * i / (points - 1);
                x[i] = (float) Math.sinh(s);
                weight[i] = Math.cosh(s) * 60.0 / (points - 1);
            }
            double[] logProb = distribution.logProb(Tensors.of(x, points, 1)).toDoubles();
            double sum = 0;
            for (int i = 0; i < points; i++) {
                sum += weight[i] * Math.exp(logProb[i]);
            }
            assertThat(sum).as("row " + row).isCloseTo(1, within(1e-4)); // float32 densities, scales above 0.04
        }
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void a_distribution_of_levels_sums_to_one_for_every_latent(Level kind) {
        Likelihood likelihood = kind.declare(parameters, 1);
        start();
        float[] levels = new float[256];
        for (int v = 0; v < 256; v++) {
            levels[v] = (v + 0.5f) / 256;
        }
        for (int row = 0; row < 3; row++) {
            Distribution distribution = likelihood.distribution(latents().narrow(0, row, 1));
            double sum = distribution
                    .logProb(Tensors.of(levels, 256, 1))
                    .exp()
                    .sumAll()
                    .item();
            assertThat(sum).as("row " + row).isCloseTo(1, within(1e-4)); // 256 terms in float32, log p down to −30
        }
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void several_pixels_and_rows_of_levels_are_those_of_each_alone(Level kind) {
        Likelihood likelihood = kind.declare(parameters, 2);
        start();
        float[] x = {3.5f / 256, 200.5f / 256, 90.5f / 256, 0.5f / 256, 255.5f / 256, 17.5f / 256};
        double[] together =
                likelihood.distribution(latents()).logProb(Tensors.of(x, 3, 2)).toDoubles();
        for (int row = 0; row < 3; row++) {
            double alone = likelihood
                    .distribution(latents().narrow(0, row, 1))
                    .logProb(Tensors.of(Arrays.copyOfRange(x, 2 * row, 2 * row + 2), 1, 2))
                    .item();
            assertThat(together[row]).isCloseTo(alone, within(1e-4));
        }
        Tensor mean = likelihood.distribution(latents()).mean();
        assertThat(mean.shape()).containsExactly(3, 2);
        for (float value : mean.toFloats()) {
            assertThat(value).isBetween(0f, 1f);
        }
        assertThat(likelihood.distribution(latents()).rsample(Rng.ofSeed(1), 4).shape())
                .containsExactly(4, 3, 2);
    }

    /** Mean squared error of rows under a Gaussian likelihood's mean, by plain loops. */
    private static double[] squaredErrors(Likelihood likelihood, float[] x) {
        float[] mean = likelihood.distribution(latents()).mean().toFloats();
        double[] errors = new double[3];
        for (int i = 0; i < x.length; i++) {
            double difference = (double) x[i] - mean[i];
            errors[i / 2] += difference * difference / 2;
        }
        return errors;
    }

    private static final float[] X = {0.4f, -0.3f, 1.2f, 0.6f, -0.9f, 2.1f};

    @Test
    void the_optimal_deviation_makes_the_loss_half_the_log_of_the_batchs_mean_squared_error() {
        OptimalGaussianLikelihood likelihood =
                OptimalGaussianLikelihood.declare(parameters, body(), 2, OutputInitialiser.unknown());
        start();
        double error = Arrays.stream(squaredErrors(likelihood, X)).average().orElseThrow();
        Tensor x = Tensors.of(X, 3, 2);
        double sum = likelihood
                .trainingDistribution(latents(), x)
                .logProb(x)
                .sumAll()
                .item();
        // six numbers: −½ log 2π MSE − ½ each
        assertThat(sum).isCloseTo(-3 * (Math.log(2 * Math.PI * error) + 1), within(1e-4));
        for (double scale : new double[] {0.8, 0.95, 1.05, 1.25}) { // no other deviation does better
            double other = new DiagonalGaussian(
                            likelihood.distribution(latents()).mean(),
                            Tensors.full(Math.log(scale * scale * error), 1, 1))
                    .logProb(x)
                    .sumAll()
                    .item();
            assertThat(other).isLessThan(sum);
        }
    }

    @Test
    void the_per_image_deviation_does_so_for_each_row() {
        PerImageGaussianLikelihood likelihood =
                PerImageGaussianLikelihood.declare(parameters, body(), 2, OutputInitialiser.unknown());
        start();
        double[] errors = squaredErrors(likelihood, X);
        Tensor x = Tensors.of(X, 3, 2);
        double[] actual =
                likelihood.trainingDistribution(latents(), x).logProb(x).toDoubles();
        for (int row = 0; row < 3; row++) {
            assertThat(actual[row]).isCloseTo(-(Math.log(2 * Math.PI * errors[row]) + 1), within(1e-4));
        }
    }

    @Test
    void gradients_through_fitted_deviations_are_those_of_central_differences() {
        for (Real kind : new Real[] {Real.OPTIMAL, Real.PER_IMAGE, Real.SHARED, Real.PER_PIXEL, Real.STUDENT_T}) {
            try (Parameters own = new Parameters()) {
                Likelihood likelihood = kind.declare(own, 2);
                own.allocate(Rng.ofSeed(3));
                Tensor x = Tensors.of(X, 3, 2);
                likelihood
                        .trainingDistribution(latents(), x)
                        .logProb(x)
                        .sumAll()
                        .backward();
                float[] slopes = own.gradient().toFloats();
                float[] values = own.values().toFloats();
                float h = 1f / 128; // float32: rounding 1e-6 / h, truncation h⁴ f⁽⁵⁾ / 30; both below 0.01 of the slope
                for (int i = 0; i < values.length; i++) {
                    double near = at(likelihood, own, i, values[i] + h) - at(likelihood, own, i, values[i] - h);
                    double far = at(likelihood, own, i, values[i] + 2 * h) - at(likelihood, own, i, values[i] - 2 * h);
                    double expected = (8 * near - far) / (12 * h);
                    at(likelihood, own, i, values[i]);
                    assertThat((double) slopes[i])
                            .as(kind + ", value " + i)
                            .isCloseTo(expected, within(0.01 + 0.01 * Math.abs(expected)));
                }
            }
        }
    }

    /** Total log-likelihood with one value of all parameters moved. */
    private static double at(Likelihood likelihood, Parameters all, int index, float value) {
        return NoGrad.run(() -> {
            int before = 0;
            for (var parameter : all.all()) {
                float[] own = parameter.tensor().toFloats();
                if (index < before + own.length) {
                    own[index - before] = value;
                    all.set(parameter, own);
                    break;
                }
                before += own.length;
            }
            Tensor x = Tensors.of(X, 3, 2);
            return likelihood
                    .trainingDistribution(latents(), x)
                    .logProb(x)
                    .sumAll()
                    .item();
        });
    }

    @Test
    void a_frozen_deviation_is_that_of_the_rows_it_was_frozen_from() {
        OptimalGaussianLikelihood optimal =
                OptimalGaussianLikelihood.declare(parameters, body(), 2, OutputInitialiser.unknown());
        start();
        optimal.freeze(new double[] {0.01, 0.03, 0.05});
        DiagonalGaussian distribution = (DiagonalGaussian) optimal.distribution(latents());
        assertThat(distribution.logVar().item()).isCloseTo(Math.log(0.03), within(1e-6));
        assertThat(optimal.scale(latents(), Context.NONE).orElseThrow().typical())
                .isCloseTo(Math.sqrt(0.03), within(1e-7));
    }

    @Test
    void frozen_deviations_of_images_are_the_quantiles_of_theirs() {
        PerImageGaussianLikelihood likelihood =
                PerImageGaussianLikelihood.declare(parameters, body(), 2, OutputInitialiser.unknown());
        start();
        double[] errors = new double[640];
        Arrays.setAll(errors, i -> Math.pow((639 - i + 0.5) / 640, 2)); // deviations even on [0, 1], largest first
        likelihood.freeze(errors);
        float[] logs = likelihood.logStdDevs().tensor().toFloats();
        for (int k = 0; k < 64; k++) {
            assertThat(Math.exp(logs[k])).isCloseTo((k + 0.5) / 64, within(1.0 / 640));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Real.class,
            names = {"OPTIMAL", "PER_IMAGE", "SHARED"})
    void data_reproduced_exactly_touch_the_floor_and_leave_value_and_gradient_finite(Real kind) {
        Likelihood likelihood = kind.declare(parameters, 2);
        start();
        parameters.all().stream()
                .filter(p -> p.name().startsWith("likelihood.mean"))
                .forEach(p -> parameters.set(p, new float[(int) p.tensor().elements()]));
        Tensor x = Tensors.zeros(3, 2);
        if (likelihood instanceof CalibratedLikelihood calibrated) {
            calibrated.freeze(new double[] {0, 0, 0});
        } else {
            parameters.set(parameters.get("likelihood.logStdDev"), new float[] {-50});
            NoGrad.run(likelihood::afterStep);
        }
        Tensor logProb = likelihood.trainingDistribution(latents(), x).logProb(x);
        logProb.sumAll().backward();
        double expected = -2 * Math.log(ScaleParameter.LEAST) - Math.log(2 * Math.PI);
        assertThat(logProb.toDoubles()).containsExactly(new double[] {expected, expected, expected}, within(1e-4));
        assertThat(likelihood.distribution(latents()).logProb(x).toDoubles())
                .containsExactly(new double[] {expected, expected, expected}, within(1e-4));
        assertThat(parameters.gradient().allFinite()).isTrue();
        assertThat(likelihood.scale(latents(), Context.NONE).orElseThrow().shareAtFloor())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Real.class)
    void a_density_starts_as_its_first_distribution_whatever_the_latent(Real kind) {
        OutputInitialiser first = new OutputInitialiser(
                Optional.of((values, random) -> System.arraycopy(new float[] {3, 2, 1}, 0, values, 0, 3)),
                Initialiser.constant(Math.log(0.2)));
        Likelihood likelihood = kind.declare(parameters, 3, first);
        start();
        Tensor far = Tensors.of(new float[] {50, -80, -300, 200, 1000, 7}, 3, LATENT);
        assertThat(likelihood.distribution(far).mean().toFloats()).containsExactly(3, 2, 1, 3, 2, 1, 3, 2, 1);
        double stdDev = kind == Real.FIXED ? 0.3 : 0.2;
        if (!(likelihood instanceof CalibratedLikelihood)) { // theirs is fitted, not started
            for (double scale :
                    likelihood.scale(far, Context.NONE).orElseThrow().logScale().toDoubles()) {
                assertThat(scale).isCloseTo(Math.log(stdDev), within(1e-3)); // the floor is log 1e-4
            }
        }
    }

    @Test
    void distributions_of_bounded_data_start_at_first_means_held_off_the_ends_whatever_the_latent() {
        OutputInitialiser first = new OutputInitialiser(
                Optional.of((values, random) -> System.arraycopy(new float[] {0, 0.3f, 1}, 0, values, 0, 3)),
                Initialiser.constant(Math.log(0.2)));
        Tensor far = Tensors.of(new float[] {50, -80, -300, 200, 1000, 7}, 3, LATENT);
        float[] row = {1f / 256, 0.3f, 255f / 256};
        float[] rows = {row[0], row[1], row[2], row[0], row[1], row[2], row[0], row[1], row[2]};
        Likelihood bernoulli = BernoulliLikelihood.declare(parameters, body(), 3, first);
        try (Parameters others = new Parameters()) {
            Likelihood logistic = DiscretizedLogisticLikelihood.declare(others, body(), 3, first, true);
            start();
            others.allocate(Rng.ofSeed(3));
            assertThat(bernoulli.distribution(far).mean().toFloats()).containsExactly(rows, within(1e-6f));
            DiscretizedLogistic distribution = (DiscretizedLogistic) logistic.distribution(far);
            assertThat(distribution.location().toFloats()).containsExactly(rows, within(1e-6f));
            // a logistic distribution of scale s has the variance s² π² / 3
            for (float logScale : distribution.logScale().toFloats()) {
                assertThat(Math.exp(logScale) * Math.PI / Math.sqrt(3)).isCloseTo(0.2, within(1e-6));
            }
        }
    }

    @Test
    void deviations_of_pixels_stay_above_the_floor_with_a_live_gradient() {
        PerPixelGaussianLikelihood likelihood =
                PerPixelGaussianLikelihood.declare(parameters, body(), 2, OutputInitialiser.unknown());
        start();
        parameters.set(parameters.get("likelihood.mean.weight"), new float[4]);
        parameters.set(parameters.get("likelihood.mean.bias"), new float[2]);
        parameters.set(parameters.get("likelihood.logStdDev.bias"), new float[] {-15, -3});
        float[] logs = likelihood
                .scale(latents(), Context.NONE)
                .orElseThrow()
                .logScale()
                .toFloats();
        assertThat(logs[0]).isBetween((float) ScaleParameter.LOG_LEAST, (float) ScaleParameter.LOG_LEAST + 0.01f);
        assertThat(logs[1]).as("no bias where σ is far above the floor").isCloseTo(-3, within(0.003f));
        Tensor x = Tensors.full(0.01, 3, 2); // far outside a deviation of 1e-4: the first σ should grow
        likelihood.trainingDistribution(latents(), x).logProb(x).sumAll().backward();
        assertThat(parameters.get("likelihood.logStdDev.bias").gradient().toFloats()[0])
                .isPositive();
    }

    /** Weights 0 and these biases, so that what the decoder says is known. */
    private void say(String head, float... biases) {
        parameters.set(parameters.get(head + ".bias"), biases);
        parameters.set(parameters.get(head + ".weight"), new float[LATENT * biases.length]);
    }

    @Test
    void a_fixed_deviation_is_the_one_that_was_asked_for() {
        Likelihood likelihood = GaussianLikelihood.declare(parameters, body(), 2, OutputInitialiser.unknown(), 0.3);
        start();
        say("likelihood.mean", 1, -2);
        // one and two deviations from the mean
        double logProb = likelihood
                .distribution(latents())
                .logProb(Tensors.of(new float[] {1.3f, -2.6f}, 1, 2))
                .toDoubles()[0];
        double expected = -0.5 * (1 + 4) - 2 * Math.log(0.3) - Math.log(2 * Math.PI);
        assertThat(logProb).isCloseTo(expected, within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void a_deviation_that_is_none_is_refused(double wrong) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> GaussianLikelihood.declare(parameters, body(), 2, OutputInitialiser.unknown(), wrong));
    }

    /** ν = 1 + log(1 + e^0) = 1 + log 2 and ν = 1 + log(1 + e^4); density of t by the definition. */
    @Test
    void student_t_takes_location_scale_and_degrees_of_each_pixel_from_the_head() {
        Likelihood likelihood = StudentTLikelihood.declare(parameters, body(), 2, OutputInitialiser.unknown());
        start();
        say("likelihood.location", 0.5f, -1);
        say("likelihood.logScale", 0.2f, -0.7f);
        say("likelihood.degrees", 0, 4);
        double logProb = likelihood
                .distribution(latents())
                .logProb(Tensors.of(new float[] {2, -1.5f}, 1, 2))
                .toDoubles()[1];
        double expected =
                logStudentT(2 - 0.5, 0.2, 1 + Math.log(2)) + logStudentT(-1.5 + 1, -0.7, 1 + Math.log1p(Math.exp(4)));
        assertThat(logProb).isCloseTo(expected, within(1e-3)); // the floor of the scale moves log σ by 1e-4
    }

    private static double logStudentT(double distance, double logScale, double nu) {
        double t = distance / Math.exp(logScale);
        return LogGamma.value((nu + 1) / 2)
                - LogGamma.value(nu / 2)
                - 0.5 * Math.log(nu * Math.PI)
                - logScale
                - (nu + 1) / 2 * Math.log1p(t * t / nu);
    }

    @Test
    void the_logistics_of_a_mixture_start_evenly_spread_and_each_has_its_own_scale() {
        Likelihood likelihood = LogisticMixtureLikelihood.declare(parameters, body(), 1, 4);
        start();
        say("likelihood.weightsAndLocations", new float[8]);
        say("likelihood.logScales", 1, 2, 3, 4); // far above the floor of −7
        LogisticMixture mixture = (LogisticMixture) likelihood.distribution(latents());
        assertThat(mixture.location().narrow(0, 0, 1).toFloats())
                .containsExactly(new float[] {1 / 8f, 3 / 8f, 5 / 8f, 7 / 8f}, within(1e-6f));
        assertThat(mixture.logScale().narrow(0, 0, 1).toFloats())
                .containsExactly(new float[] {1, 2, 3, 4}, within(1e-3f));
    }

    @Test
    void the_memory_of_decoding_a_row_is_that_of_the_decoder_and_of_the_head() {
        Body body = Body.declare(
                parameters,
                "decoder",
                (all, name, in, out) -> Dense.declare(all, name, in, out, 1),
                LATENT,
                List.of(7, 5));
        Likelihood likelihood = CategoricalLikelihood.declare(parameters, body, 3);
        assertThat(likelihood.activationsPerRow()).isEqualTo(7 + 5 + 3 * 256);
    }
}
