package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.DType;
import dev.elbo.tensor.NoGrad;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.KolmogorovSmirnov;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Distributions on spheres as tensors: values and gradients against tables, draws against the exact distribution. */
@ExtendWith(InScope.class)
class SpheresTest {
    private static final int DRAWS = 20_000;

    /** Least √n D that Kolmogorov and Smirnov refuse at level 0.001, shared over 28 tests: √(−½ log(0.001/28/2)). */
    private static final double CRITICAL = Math.sqrt(-0.5 * Math.log(0.001 / 28 / 2));

    private static Tensor pole(int ambient, long rows) {
        float[] values = new float[Math.toIntExact(rows * ambient)];
        for (int row = 0; row < rows; row++) {
            values[row * ambient + ambient - 1] = 1;
        }
        return Tensors.of(values, rows, ambient);
    }

    private static Tensor kappa(double value) {
        return Tensors.of(new float[] {(float) value}, 1).requireGrad();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/von_mises_fisher.csv", numLinesToSkip = 1)
    void von_mises_fisher_in_single_precision_agrees_with_the_table(
            int ambient,
            double kappa,
            double logNormalizer,
            double meanCosine,
            double meanCosineSlope,
            double kl,
            double klSlope,
            double entropy,
            double logSurface) {
        Tensor concentration = kappa(kappa);
        VonMisesFisher distribution = new VonMisesFisher(pole(ambient, 1), concentration);
        assertThat(distribution.logProb(pole(ambient, 1)).item())
                .isCloseTo(logNormalizer + kappa, single(Math.max(Math.abs(logNormalizer), kappa)));
        assertThat(distribution.mean().select(1, ambient - 1).item()).isCloseTo(meanCosine, single(meanCosine));
        assertThat(distribution.entropy().item()).isCloseTo(entropy, single(Math.max(1, Math.abs(entropy))));
        Tensor divergence = Kl.closedForm(distribution, new HypersphericalUniform(ambient));
        assertThat(divergence.item()).isCloseTo(kl, single(kl));
        divergence.backward();
        assertThat(concentration.grad().item()).isCloseTo(klSlope, single(klSlope));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/power_spherical.csv", numLinesToSkip = 1)
    void power_spherical_in_single_precision_agrees_with_the_table(
            int ambient, double kappa, double logNormalizer, double meanCosine, double entropy, double kl) {
        PowerSpherical distribution = new PowerSpherical(pole(ambient, 1), kappa(kappa));
        double atMode = logNormalizer + kappa * Math.log(2);
        assertThat(distribution.logProb(pole(ambient, 1)).item())
                .isCloseTo(atMode, single(Math.max(Math.abs(logNormalizer), kappa)));
        assertThat(distribution.mean().select(1, ambient - 1).item()).isCloseTo(meanCosine, single(meanCosine));
        assertThat(distribution.entropy().item()).isCloseTo(entropy, single(Math.max(1, Math.abs(entropy))));
        assertThat(Kl.closedForm(distribution, new HypersphericalUniform(ambient))
                        .item())
                .isCloseTo(kl, within(2e-5 * kl + 1e-12));
    }

    /** Inputs are rounded to single precision, so a value of this size cannot be closer. */
    private static org.assertj.core.data.Offset<Double> single(double size) {
        return within(2e-5 * size);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0.5",
        "2, 3",
        "2, 200",
        "3, 1e-13",
        "3, 1e-5",
        "3, 5e-4",
        "3, 1",
        "3, 50",
        "4, 0",
        "4, 0.7",
        "5, 2",
        "5, 1e4",
        "11, 10",
        "41, 20",
        "101, 1e-3",
        "101, 100",
        "500, 1e6"
    })
    void draws_follow_the_exact_distribution_of_the_cosine(int ambient, double kappa) {
        for (CosineMarginal marginal : List.of(new VonMisesFisherCosine(ambient), new PowerSphericalCosine(ambient))) {
            assertThat(kolmogorovSmirnov(marginal, kappa))
                    .as(marginal.toString())
                    .isLessThan(CRITICAL);
        }
    }

    private static double kolmogorovSmirnov(CosineMarginal marginal, double kappa) {
        var random = Rng.ofSeed(11).java();
        CosineMarginal.Draw draw = marginal.drawAt(kappa);
        double[] angles = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            angles[i] = 2 * Math.asin(Math.sqrt(0.5 * draw.oneMinusW(random)));
        }
        return KolmogorovSmirnov.statistic(angles, new AngleQuadrature(marginal, kappa)::probability);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 129})
    void draws_are_unit_vectors_spread_evenly_about_the_mean_direction(int ambient) {
        Tensor location = Rng.ofSeed(5).normal(1, ambient);
        location = location.div(location.square().sum(-1).sqrt().unsqueeze(-1));
        Tensor draws = new VonMisesFisher(location, Tensors.full(4, 1)).rsample(Rng.ofSeed(6), DRAWS);
        double[] lengths = draws.square().sum(-1).toDoubles();
        assertThat(Arrays.stream(lengths).map(l -> Math.abs(l - 1)).max().orElse(9))
                .isLessThan(1e-6);

        double expected = new VonMisesFisherCosine(ambient).meanCosine(4).value();
        double[] mean = draws.mean(0).toDoubles();
        double[] direction = location.toDoubles();
        for (int j = 0; j < ambient; j++) { // a coordinate of a unit vector has a variance of at most one
            assertThat(mean[j]).isCloseTo(expected * direction[j], within(4.5 / Math.sqrt(DRAWS)));
        }
    }

    /** Numbers of the docs' table, computed with 40 digits. */
    @ParameterizedTest
    @CsvSource({"2, 1.5, 0.247203", "5, 2, 0.147389", "11, 10, 0.029146", "41, 20, 0.014715"})
    void the_mean_of_the_sample_gradient_is_the_gradient_of_the_mean(int ambient, double kappa, double exact) {
        double[] slopes = cosineSlopes(new VonMisesFisher(
                pole(ambient, 50_000), Tensors.full(kappa, 50_000).requireGrad()));
        double mean = Arrays.stream(slopes).average().orElseThrow();
        double variance = Arrays.stream(slopes)
                .map(s -> (s - mean) * (s - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(exact, within(3 * Math.sqrt(variance / slopes.length) + 5e-7));
    }

    /** Ratios of the published code's gradient to the exact one, from the docs' table. */
    @ParameterizedTest
    @CsvSource({"2, 1.5, 0.51, 0.247203", "5, 2, 0.867, 0.147389", "11, 10, 0.928, 0.029146"})
    void the_published_gradient_has_its_published_bias(int ambient, double kappa, double ratio, double exact) {
        VonMisesFisher distribution = new VonMisesFisher(
                pole(ambient, 50_000), Tensors.full(kappa, 50_000).requireGrad());
        double[] slopes = cosineSlopes(distribution.withPublishedGradient());
        double mean = Arrays.stream(slopes).average().orElseThrow();
        double variance = Arrays.stream(slopes)
                .map(s -> (s - mean) * (s - mean))
                .average()
                .orElseThrow();
        assertThat(mean / exact).isCloseTo(ratio, within(4 * Math.sqrt(variance / slopes.length) / exact + 5e-3));
    }

    /** dw/dκ of one draw for each row. */
    private static double[] cosineSlopes(VonMisesFisher distribution) {
        distribution
                .rsample(Rng.ofSeed(3), 1)
                .select(-1, distribution.location().size(-1) - 1)
                .sumAll()
                .backward();
        return distribution.concentration().grad().toDoubles();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 11})
    void the_gradient_in_the_mean_direction_turns_the_mean(int ambient) {
        int rows = 50_000;
        double kappa = 3;
        Tensor location = pole(ambient, rows).requireGrad();
        Tensor z = new VonMisesFisher(location, Tensors.full(kappa, rows)).rsample(Rng.ofSeed(8), 1);
        z.select(-1, 0).sumAll().backward(); // d E z₁ / dμ₁ = A(κ), along the tangent
        double[] slopes = location.grad().select(1, 0).toDoubles();
        double mean = Arrays.stream(slopes).average().orElseThrow();
        double variance = Arrays.stream(slopes)
                .map(s -> (s - mean) * (s - mean))
                .average()
                .orElseThrow();
        double exact = new VonMisesFisherCosine(ambient).meanCosine(kappa).value();
        assertThat(mean).isCloseTo(exact, within(3.5 * Math.sqrt(variance / rows)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 11, 65, 300, 1000, 4096})
    void nothing_is_ever_not_a_number(int ambient) {
        for (double value : new double[] {0, 1e-38, 1e-6, 0.3, 1, 30, 1e3, 1e5, 1e6}) {
            for (boolean power : new boolean[] {false, true}) {
                Tensor location = pole(ambient, 3).requireGrad();
                Tensor kappa = Tensors.full(value, 3).requireGrad();
                RotationallySymmetric distribution =
                        power ? new PowerSpherical(location, kappa) : new VonMisesFisher(location, kappa);
                Tensor z = distribution.rsample(Rng.ofSeed(1), 2);
                Tensor total = distribution
                        .logProb(z)
                        .sumAll()
                        .plus(Kl.closedForm(distribution, new HypersphericalUniform(ambient))
                                .sumAll())
                        .plus(distribution.entropy().sumAll())
                        .plus(distribution.mean().sumAll())
                        .plus(distribution.logProb(pole(ambient, 3).neg()).sumAll())
                        .plus(z.times(z.plus(0.3)).sumAll());
                total.backward();
                String where = distribution.getClass().getSimpleName() + " at m = " + ambient + ", kappa = " + value;
                assertThat(total.allFinite()).as(where).isTrue();
                assertThat(location.grad().allFinite()).as(where).isTrue();
                assertThat(kappa.grad().allFinite()).as(where).isTrue();
            }
        }
    }

    @Test
    void the_uniform_density_has_the_precision_of_its_argument() {
        for (int ambient : new int[] {3, 4096}) {
            HypersphericalUniform uniform = new HypersphericalUniform(ambient);
            Tensor z = uniform.rsample(Rng.ofSeed(2), 1);
            assertThat(uniform.logProb(z.to(DType.DOUBLE)).item()).isEqualTo(-Sphere.logSurface(ambient));
            assertThat(uniform.logProb(z).item()).isEqualTo((float) -Sphere.logSurface(ambient));
        }
        assertThat(-Sphere.logSurface(3)).isCloseTo(-2.531024246969291, within(1e-15));
    }

    @Test
    void at_zero_concentration_both_distributions_are_uniform() {
        HypersphericalUniform uniform = new HypersphericalUniform(6);
        Tensor z = uniform.rsample(Rng.ofSeed(2), 4);
        for (RotationallySymmetric distribution : List.of(
                new VonMisesFisher(pole(6, 1), Tensors.full(0, 1)),
                new PowerSpherical(pole(6, 1), Tensors.full(0, 1)))) {
            assertThat(distribution.logProb(z).toDoubles())
                    .containsExactly(uniform.logProb(z).toDoubles(), within(1e-6));
            assertThat(Kl.closedForm(distribution, uniform).item()).isZero();
            assertThat(distribution.mean().toDoubles()).containsOnly(0);
        }
        assertThat(uniform.logProb(z).select(0, 0).item()).isCloseTo(-Math.log(Math.pow(Math.PI, 3)), within(1e-6));
        assertThat(uniform.mean().toDoubles()).containsOnly(0);
    }

    @Test
    void the_divergence_of_a_product_is_the_sum_over_its_spheres() {
        Tensor location = pole(3, 4).reshape(2, 2, 3);
        Tensor kappa = Tensors.of(new float[] {1, 2, 3, 4}, 2, 2);
        SphereProduct q =
                new SphereProduct(List.of(new SphereProduct.Factor(new VonMisesFisher(location, kappa), 2, 3)));
        SphereProduct p =
                new SphereProduct(List.of(new SphereProduct.Factor(new HypersphericalUniform(3, 1, 2), 2, 3)));
        CosineMarginal marginal = new VonMisesFisherCosine(3);
        double[] expected = {
            marginal.klToUniform(1).value() + marginal.klToUniform(2).value(),
            marginal.klToUniform(3).value() + marginal.klToUniform(4).value()
        };
        assertThat(Kl.closedForm(q, p).toDoubles()).containsExactly(expected, within(1e-6));
        assertThat(p.rsample(Rng.ofSeed(1), 5).shape()).containsExactly(5, 1, 6);
        assertThat(q.mode().shape()).containsExactly(2, 6);
    }

    @Test
    void many_draws_do_not_depend_on_the_threads() {
        RotationallySymmetricSampler sampler = new RotationallySymmetricSampler(
                new VonMisesFisherCosine(3),
                new float[] {0, 0.6f, 0.8f},
                new double[] {2},
                RotationallySymmetricSampler.Gradient.NONE);
        float[] serial = sampler.draw(Rng.ofSeed(1), 10_000, 1).z();
        assertThat(sampler.draw(Rng.ofSeed(1), 10_000, 2).z()).containsExactly(serial);
    }

    @Test
    void draws_are_the_same_with_and_without_gradients() {
        Tensor kappa = kappa(5);
        VonMisesFisher distribution = new VonMisesFisher(pole(4, 1), kappa);
        float[] tracked = distribution.rsample(Rng.ofSeed(1), 9).toFloats();
        float[] plain = NoGrad.run(() -> new VonMisesFisher(pole(4, 1), kappa.detach())
                .rsample(Rng.ofSeed(1), 9)
                .toFloats());
        assertThat(tracked).containsExactly(plain);
    }

    @Test
    void what_is_no_sphere_or_no_concentration_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VonMisesFisher(Tensors.full(1, 1, 1), Tensors.full(1, 1)))
                .withMessage("a sphere needs an ambient dimension of at least 2 (sphere dimension 1), got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VonMisesFisher(pole(3, 1), Tensors.full(-1, 1)).entropy())
                .withMessage("a concentration must be finite and at least 0 (the uniform distribution), got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PowerSpherical(pole(3, 2), Tensors.full(1, 1)))
                .withMessage("the concentration needs shape [2], one for each location, got [1]:float");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Kl.closedForm(new VonMisesFisher(pole(3, 1), Tensors.full(1, 1)), new HypersphericalUniform(4)))
                .withMessageContaining("3 dimensions")
                .withMessageContaining("4 have no divergence");
    }

    @Test
    void double_precision_stays_double() {
        Tensor location = pole(3, 1).to(DType.DOUBLE);
        VonMisesFisher distribution =
                new VonMisesFisher(location, Tensors.full(2, 1).to(DType.DOUBLE));
        assertThat(distribution.logProb(location).dtype()).isEqualTo(DType.DOUBLE);
        double peak = new VonMisesFisherCosine(3).logPeak(2).value();
        assertThat(distribution.logProb(location).item()).isCloseTo(peak, within(1e-15));
    }

    @Test
    void the_log_density_of_a_product_is_the_sum_over_the_coordinates_of_each_sphere() {
        VonMisesFisher first = new VonMisesFisher(pole(3, 2).reshape(2, 1, 3), Tensors.full(2, 2, 1));
        VonMisesFisher second = new VonMisesFisher(pole(5, 2).reshape(2, 1, 5), Tensors.full(3, 2, 1));
        VonMisesFisher third = new VonMisesFisher(pole(4, 2).reshape(2, 1, 4), Tensors.full(0.5, 2, 1));
        SphereProduct product = new SphereProduct(List.of(
                new SphereProduct.Factor(first, 1, 3),
                new SphereProduct.Factor(second, 1, 5),
                new SphereProduct.Factor(third, 1, 4)));
        Tensor z = product.rsample(Rng.ofSeed(1), 2); // (2, 2, 12)
        double[] expected = new double[4];
        int[] from = {0, 3, 8};
        List<VonMisesFisher> factors = List.of(first, second, third);
        for (int f = 0; f < 3; f++) {
            int ambient = (int) factors.get(f).location().size(-1);
            double[] logProb = factors.get(f)
                    .logProb(z.narrow(-1, from[f], ambient).unsqueeze(-2))
                    .toDoubles();
            for (int i = 0; i < 4; i++) {
                expected[i] += logProb[i];
            }
        }
        assertThat(product.logProb(z).toDoubles()).containsExactly(expected, within(1e-5));
    }

    @Test
    void a_product_needs_a_sphere() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SphereProduct(List.of()));
    }

    /** |z| = 1 whatever κ, so that z · dz/dκ = 0; its length is that of dθ/dκ, w = cos θ. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 11})
    void samples_move_along_the_sphere(int ambient) {
        int rows = 500;
        Tensor kappa = Tensors.full(3, rows).requireGrad();
        VonMisesFisher distribution = new VonMisesFisher(pole(ambient, rows), kappa);
        Tensor z = distribution.rsample(Rng.ofSeed(3), 1);
        z.times(z.detach()).sumAll().backward();
        assertThat(kappa.grad().toDoubles()).containsExactly(new double[rows], within(1e-5));
    }
}
