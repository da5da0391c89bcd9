package dev.elbo.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.tensor.DType;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.Gradients;
import dev.elbo.testing.InScope;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One test per rule, run over every distribution: a new distribution is one more row in the table. */
@ExtendWith(InScope.class)
class DistributionsTest {
    /**
     * A distribution over vectors of {@code event}, made from a one-axis tensor of parameters, and two points it can
     * take.
     */
    record Example(
            String name,
            int event,
            Function<Tensor, Distribution> of,
            double[] parameters,
            double[] point,
            double[] other) {
        Distribution make(DType type) {
            return of.apply(Tensors.of(parameters, parameters.length).to(type));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Example> examples() {
        return List.of(
                new Example(
                        "diagonal gaussian",
                        2,
                        p -> new DiagonalGaussian(rows(p, 0, 1, 2), rows(p, 2, 1, 2)),
                        new double[] {0.3, -1.2, -0.8, 0.9},
                        new double[] {0.7, 0.4},
                        new double[] {-2, 3}),
                new Example(
                        "standard normal",
                        2,
                        p -> new StandardNormal(2),
                        new double[] {0},
                        new double[] {0.7, 0.4},
                        new double[] {-2, 3}),
                new Example(
                        "bernoulli",
                        3,
                        p -> new Bernoulli(rows(p, 0, 1, 3)),
                        new double[] {-1.4, 0.3, 2.2},
                        new double[] {1, 0, 1},
                        new double[] {0, 0, 1}),
                new Example(
                        "discretised logistic, closed tails",
                        4,
                        p -> new DiscretizedLogistic(rows(p, 0, 1, 4), rows(p, 4, 1, 4), true),
                        new double[] {0.31, 0.52, 0.08, 0.97, -2.1, -3.2, -1.5, -2.6},
                        new double[] {bin(70), bin(140), bin(0), bin(255)},
                        new double[] {bin(1), bin(254), bin(255), bin(0)}),
                new Example(
                        "discretised logistic, open tails",
                        4,
                        p -> new DiscretizedLogistic(rows(p, 0, 1, 4), rows(p, 4, 1, 4), false),
                        new double[] {0.31, 0.52, 0.08, 0.97, -2.1, -3.2, -1.5, -2.6},
                        new double[] {bin(70), bin(140), bin(0), bin(255)},
                        new double[] {bin(1), bin(254), bin(255), bin(0)}),
                new Example(
                        "gaussian mixture",
                        2,
                        p -> new GaussianMixture(
                                new DiagonalGaussian(rows(p, 0, 3, 2), rows(p, 6, 3, 2)),
                                p.narrow(0, 12, 3).minus(p.narrow(0, 12, 3).logSumExp(0))),
                        new double[] {0.3, -1.2, 0.8, 0.9, -2.1, 0.1, -0.5, 0.3, 0.2, -1.1, 0.6, -0.2, 0.1, 0.9, -0.4},
                        new double[] {0.7, 0.4},
                        new double[] {-2, 3}),
                new Example(
                        "von mises-fisher",
                        3,
                        p -> new VonMisesFisher(unit(rows(p, 0, 1, 3)), p.narrow(0, 3, 1)),
                        new double[] {0.3, -1.2, 0.8, 2.5},
                        new double[] {0.48, -0.64, 0.6},
                        new double[] {0.6, 0.8, 0}),
                new Example(
                        "power spherical",
                        3,
                        p -> new PowerSpherical(unit(rows(p, 0, 1, 3)), p.narrow(0, 3, 1)),
                        new double[] {0.3, -1.2, 0.8, 2.5},
                        new double[] {0.48, -0.64, 0.6},
                        new double[] {0.6, 0.8, 0}),
                new Example(
                        "product of two circles and a sphere",
                        7,
                        p -> new SphereProduct(List.of(
                                new SphereProduct.Factor(
                                        new VonMisesFisher(
                                                unit(rows(p, 0, 2, 2)).unsqueeze(0),
                                                p.narrow(0, 4, 2).unsqueeze(0)),
                                        2,
                                        2),
                                new SphereProduct.Factor(
                                        new PowerSpherical(
                                                unit(rows(p, 6, 1, 3)).unsqueeze(0),
                                                p.narrow(0, 9, 1).unsqueeze(0)),
                                        1,
                                        3))),
                        new double[] {0.3, -1.2, 0.8, 0.7, 2.5, 1.5, 0.1, -1, 0.4, 3},
                        new double[] {0.6, -0.8, 0, 1, 0.48, -0.64, 0.6},
                        new double[] {0.8, 0.6, -1, 0, 0.6, 0.8, 0}),
                new Example(
                        "mixture of von mises-fisher",
                        3,
                        p -> new Mixture(new VonMisesFisher(unit(rows(p, 0, 2, 3)), p.narrow(0, 6, 2)), 2),
                        new double[] {0.3, -1.2, 0.8, 0.4, 1.1, -0.2, 2.5, 7},
                        new double[] {0.48, -0.64, 0.6},
                        new double[] {0.6, 0.8, 0}),
                new Example(
                        "gaussian scale mixture",
                        2,
                        p -> new GaussianScaleMixture(rows(p, 0, 1, 2), p.narrow(0, 2, 3)),
                        new double[] {0.3, -1.2, -0.8, 0.1, 0.9},
                        new double[] {0.7, 0.4},
                        new double[] {-2, 3}),
                new Example(
                        "student t",
                        2,
                        p -> new StudentT(rows(p, 0, 1, 2), rows(p, 2, 1, 2), rows(p, 4, 1, 2)),
                        new double[] {0.3, -1.2, -0.8, 0.9, 4.5, 7.2},
                        new double[] {0.7, 0.4},
                        new double[] {-2, 3}),
                new Example(
                        "categorical",
                        2,
                        p -> new Categorical(p.reshape(1, 256, 2)),
                        waves(512),
                        new double[] {bin(70), bin(255)},
                        new double[] {bin(0), bin(131)}),
                new Example(
                        "bitwise categorical",
                        2,
                        p -> new BitwiseCategorical(p.reshape(1, 8, 2)),
                        waves(16),
                        new double[] {bin(70), bin(255)},
                        new double[] {bin(0), bin(131)}),
                new Example(
                        "discretised logistic mixture",
                        2,
                        p -> new LogisticMixture(
                                p.narrow(0, 0, 6).reshape(1, 3, 2),
                                p.narrow(0, 6, 6).reshape(1, 3, 2),
                                p.narrow(0, 12, 6).reshape(1, 3, 2)),
                        new double[] {
                            0.4, -0.9, 1.1, 0.2, -0.3, 0.6, 0.31, 0.52, 0.08, 0.97, 0.71, 0.2, -2.1, -3.2, -1.5, -2.6,
                            -2.4, -2.2
                        },
                        new double[] {bin(70), bin(255)},
                        new double[] {bin(0), bin(131)}));
    }

    private static double[] waves(int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> 1.3 * Math.sin(2.1 * i + 0.4));
        return values;
    }

    private static Tensor unit(Tensor rows) {
        return rows.div(rows.square().sum(-1).sqrt().unsqueeze(-1));
    }

    private static double bin(int level) {
        return (level + 0.5) / 256;
    }

    private static Tensor rows(Tensor parameters, int from, int rows, int columns) {
        return parameters.narrow(0, from, (long) rows * columns).reshape(rows, columns);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_gradient_of_log_prob_is_that_of_central_differences(Example example) {
        if (example.name().equals("standard normal")) {
            return; // no parameters
        }
        for (double[] point : List.of(example.point(), example.other())) {
            Gradients.assertMatch(
                    p -> example.of().apply(p).logProb(Tensors.of(point, 1, example.event())), example.parameters());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_gradient_with_respect_to_the_value_is_that_of_central_differences(Example example) {
        if (example.name().endsWith("categorical")) {
            return; // a distribution of levels: moving a value inside its bin changes nothing
        }
        double[] inside = example.point().clone();
        Distribution distribution = example.make(DType.DOUBLE);
        Gradients.assertMatch(x -> distribution.logProb(x.reshape(1, example.event())), inside);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void leading_axes_stay_and_the_event_axis_goes(Example example) {
        Distribution distribution = example.make(DType.DOUBLE);
        Tensor one = Tensors.of(example.point(), 1, example.event());
        Tensor two = Tensors.of(example.other(), 1, example.event());
        Tensor many = Tensors.stack(0, List.of(one, two, two)); // (3, 1, event)
        Tensor logProbs = distribution.logProb(many);
        assertThat(logProbs.shape()).containsExactly(3, 1);
        double first = distribution.logProb(one).item();
        double second = distribution.logProb(two).item();
        assertThat(logProbs.toDoubles()).containsExactly(new double[] {first, second, second}, within(1e-13));
        assertThat(first).isNotEqualTo(second);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void draws_have_a_samples_axis_and_are_fixed_by_their_stream(Example example) {
        Distribution distribution = example.make(DType.FLOAT);
        Tensor draws = distribution.rsample(Rng.ofSeed(4).child("a"), 5);
        assertThat(draws.shape()).containsExactly(5, 1, example.event());
        assertThat(distribution.rsample(Rng.ofSeed(4).child("a"), 5).toFloats()).containsExactly(draws.toFloats());
        assertThat(distribution.rsample(Rng.ofSeed(4).child("b"), 5).toFloats()).isNotEqualTo(draws.toFloats());
        assertThat(distribution.logProb(draws).allFinite()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_mean_is_that_of_the_draws(Example example) {
        if (example.name().startsWith("discretised")) {
            return; // its mean is the centre of the distribution before it is cut, see DiscretizedLogisticTest
        }
        Distribution distribution = example.make(DType.FLOAT);
        int samples = 40_000;
        Tensor draws = distribution.rsample(Rng.ofSeed(4), samples).squeeze(1);
        double[] mean = draws.mean(0).toDoubles();
        double[] square = draws.square().mean(0).toDoubles();
        double[] expected = distribution.mean().toDoubles();
        assertThat(distribution.mean().shape()).containsExactly(1, example.event());
        for (int d = 0; d < example.event(); d++) {
            double standardError = Math.sqrt((square[d] - mean[d] * mean[d]) / samples);
            assertThat(mean[d]).isCloseTo(expected[d], within(5 * standardError));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void single_precision_agrees_with_double(Example example) {
        for (double[] point : List.of(example.point(), example.other())) {
            double exact = example.make(DType.DOUBLE)
                    .logProb(Tensors.of(point, 1, example.event()))
                    .item();
            float[] rounded = new float[point.length];
            for (int i = 0; i < point.length; i++) {
                rounded[i] = (float) point[i];
            }
            double single = example.make(DType.FLOAT)
                    .logProb(Tensors.of(rounded, 1, example.event()))
                    .item();
            // parameters rounded to 2⁻²⁴ and at most 30 further roundings; slopes in the parameters are below 30
            assertThat(single).isCloseTo(exact, within(60 * 0x1p-24 * Math.max(1, Math.abs(exact))));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void average_log_prob_of_draws_beats_that_of_draws_of_a_neighbour(Example example) {
        if (example.name().equals("standard normal") || example.name().endsWith("open tails")) {
            return; // no parameters; not normalised
        }
        double[] moved = Arrays.stream(example.parameters()).map(p -> p + 0.25).toArray();
        if (example.name().equals("categorical")) {
            Arrays.setAll(moved, i -> example.parameters()[i] * 1.5); // moving all logits together changes nothing
        }
        if (example.name().equals("gaussian mixture")) {
            for (int i = 12; i < 15; i++) {
                moved[i] = example.parameters()[i] * 2; // moving all logits together changes nothing
            }
        }
        Distribution truth = example.make(DType.FLOAT);
        Distribution neighbour =
                example.of().apply(Tensors.of(moved, moved.length).to(DType.FLOAT));
        Tensor draws = truth.rsample(Rng.ofSeed(4), 20_000);
        Tensor gain = Kl.monteCarlo(truth, neighbour, draws); // Gibbs: its expectation is KL > 0
        double mean = gain.meanAll().item();
        double standardError = Math.sqrt((gain.square().meanAll().item() - mean * mean) / 20_000);
        assertThat(mean).isGreaterThan(5 * standardError);
    }
}
