package dev.elbo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distributions.Distribution;
import dev.elbo.likelihoods.Likelihood;
import dev.elbo.networks.Context;
import dev.elbo.networks.Layer;
import dev.elbo.tensor.Rng;
import dev.elbo.tensor.Tensor;
import dev.elbo.tensor.Tensors;
import dev.elbo.testing.InScope;
import dev.elbo.testing.LinearGaussian;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The likelihood of incomplete rows is that of their observed cells: against the linear-Gaussian closed form. */
@ExtendWith(InScope.class)
class VaeMaskTest {
    private static final int DATA = LinearGaussian.DATA;
    private static final double[][] W = {{1.2, 0.5, 0.3}, {0.5, -1.2, 0}};
    private static final double[] B = {0.2, -0.4, 1};
    private static final double VARIANCE = LinearGaussian.STD_DEV * LinearGaussian.STD_DEV;

    private static Tensor x() {
        return Tensors.of(LinearGaussian.data(), LinearGaussian.rows(), DATA);
    }

    /** log N of the observed columns (one or two) under b and W'W + s² I restricted to them. */
    private static double exact(int row, int... columns) {
        double[][] c = new double[2][2];
        double[] r = new double[2];
        for (int i = 0; i < columns.length; i++) {
            r[i] = LinearGaussian.data()[row * DATA + columns[i]] - B[columns[i]];
            for (int j = 0; j < columns.length; j++) {
                c[i][j] = W[0][columns[i]] * W[0][columns[j]]
                        + W[1][columns[i]] * W[1][columns[j]]
                        + (i == j ? VARIANCE : 0);
            }
        }
        if (columns.length == 1) {
            return -0.5 * (Math.log(2 * Math.PI * c[0][0]) + r[0] * r[0] / c[0][0]);
        }
        double determinant = c[0][0] * c[1][1] - c[0][1] * c[1][0];
        double quadratic = (c[1][1] * r[0] * r[0] - 2 * c[0][1] * r[0] * r[1] + c[0][0] * r[1] * r[1]) / determinant;
        return -0.5 * (2 * Math.log(2 * Math.PI) + Math.log(determinant) + quadratic);
    }

    private static double importanceSampled(Vae model, int row, int samples) {
        Tensor weights = LinearGaussian.logWeights(model, x(), Rng.ofSeed(4), samples);
        return weights.logSumExp(0).minus(Math.log(samples)).toDoubles()[row];
    }

    @Test
    void importance_sampling_of_incomplete_rows_estimates_the_marginal_of_their_observed_cells() {
        float[] mask = {1, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1};
        try (Vae model = LinearGaussian.model(0.1, 1)) {
            Vae masked = model.withContext(Context.NONE.withObserved(mask, DATA));
            assertThat(importanceSampled(masked, 0, 200_000)).isCloseTo(exact(0, 0, 1), within(0.02));
            assertThat(importanceSampled(masked, 1, 200_000)).isCloseTo(exact(1, 0), within(0.02));
            assertThat(importanceSampled(masked, 2, 200_000)).isCloseTo(exact(2, 1, 2), within(0.02));
            assertThat(importanceSampled(masked, 3, 200_000)).isCloseTo(exact(3, 2), within(0.02));
            assertThat(masked.terms(x(), Rng.ofSeed(1), 2000)
                            .logLikelihood()
                            .mean(0)
                            .minus(masked.terms(x(), Rng.ofSeed(1), 1).kl())
                            .toDoubles()[0])
                    .as("the bound")
                    .isLessThan(exact(0, 0, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-7, 0, 1e6f})
    void a_missing_cell_has_no_influence_whatever_is_written_in_it(float hidden) {
        float[] mask = {1, 0, 1};
        try (Vae model = LinearGaussian.model(0, 0)) {
            Vae masked = model.withContext(Context.NONE.withObserved(mask, DATA));
            float[] other = LinearGaussian.data();
            for (int row = 0; row < LinearGaussian.rows(); row++) {
                other[row * DATA + 1] = hidden;
            }
            assertThat(masked.terms(Tensors.of(other, LinearGaussian.rows(), DATA), Rng.ofSeed(2), 3)
                            .logLikelihood()
                            .toFloats())
                    .containsExactly(
                            masked.terms(x(), Rng.ofSeed(2), 3).logLikelihood().toFloats());
        }
    }

    @Test
    void complete_rows_have_the_same_bits_with_a_mask_of_ones() {
        try (Vae model = LinearGaussian.model(0.2, 0.3)) {
            Vae masked = model.withContext(Context.NONE.withObserved(new float[] {1, 1, 1}, DATA));
            assertThat(masked.terms(x(), Rng.ofSeed(3), 2).logLikelihood().toFloats())
                    .containsExactly(
                            model.terms(x(), Rng.ofSeed(3), 2).logLikelihood().toFloats());
        }
    }

    @Test
    void other_masks_and_likelihoods_of_dependent_cells_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Context.NONE.withObserved(new float[] {1, 0.5f}, 2))
                .withMessage("a cell is observed (1) or missing (0), got 0.5");
        try (Vae model = LinearGaussian.model(0, 0)) {
            Vae dependent =
                    new Vae(model.posterior(), model.prior(), new Dependent(model.likelihood()), model.parameters());
            assertThatIllegalStateException()
                    .isThrownBy(() -> dependent
                            .withContext(Context.NONE.withObserved(new float[] {1, 0, 1}, DATA))
                            .terms(x(), Rng.ofSeed(1), 1))
                    .withMessage("missing cells need a likelihood of independent cells, got Dependent");
        }
    }

    /** A likelihood that only knows whole rows. */
    private record Dependent(Likelihood of) implements Likelihood {
        @Override
        public Layer decoder() {
            return of.decoder();
        }

        @Override
        public Layer outputHead() {
            return of.outputHead();
        }

        @Override
        public Distribution distribution(Tensor z, Context context) {
            Distribution whole = of.distribution(z, context);
            return new Distribution() {
                @Override
                public Tensor logProb(Tensor value) {
                    return whole.logProb(value);
                }

                @Override
                public Tensor rsample(Rng rng, int samples) {
                    return whole.rsample(rng, samples);
                }

                @Override
                public Tensor mean() {
                    return whole.mean();
                }
            };
        }
    }
}
